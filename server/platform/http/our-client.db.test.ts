import { afterAll, afterEach, describe, expect, it } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { judgeAddress } from "./address-policy";
import { parseIpAddress } from "./ip-address";
import { ALLOWED_NETWORKS_KEY, forgetOutboundPolicies, outboundPolicy } from "./our-client";

afterEach(async () => {
  await pool().query(`DELETE FROM setting WHERE key = $1`, [ALLOWED_NETWORKS_KEY]);
  forgetOutboundPolicies();
});

afterAll(closeDb);

async function allowed(text: string, port: number, name: "fleet" | "operator" = "fleet"): Promise<boolean> {
  const address = parseIpAddress(text);
  return address !== null && judgeAddress(address, port, await outboundPolicy(name)).allowed;
}

const allow = (networks: unknown) =>
  pool().query(`INSERT INTO setting (key, value) VALUES ($1, $2)`, [ALLOWED_NETWORKS_KEY, JSON.stringify(networks)]);

describe("the outbound policies in force", () => {
  it("open private networks to agents, and nothing else", async () => {
    expect(await allowed("10.1.2.3", 8000)).toBe(true);
    expect(await allowed("203.0.113.9", 8000)).toBe(false);
    expect(await allowed("127.0.0.1", 8000)).toBe(false);
    expect(await allowed("203.0.113.9", 8000, "operator")).toBe(true);
  });

  it("open what an admin allowed besides", async () => {
    await allow(["203.0.113.0/24"]);
    expect(await allowed("203.0.113.9", 8000)).toBe(true);
    expect(await allowed("203.0.114.9", 8000)).toBe(false);
  });

  it("are not broken by a setting of another shape", async () => {
    await allow("203.0.113.0/24");
    expect(await allowed("203.0.113.9", 8000)).toBe(false);
  });

  it("close Muster's own database to everybody", async () => {
    const { hostname, port } = new URL(String(process.env.DATABASE_URL));
    await allow([`${hostname}/32`]);
    expect(await allowed(hostname, Number(port))).toBe(false);
    expect(await allowed(hostname, Number(port), "operator")).toBe(false);
    expect(await allowed(hostname, Number(port) + 1)).toBe(true);
  });
});
