import { describe, expect, it } from "vitest";
import { judgeAddress } from "./address-policy";
import { parseIpAddress } from "./ip-address";
import { outboundPolicies } from "./outbound-policies";

const database = parseIpAddress("10.0.0.9");
const policies = outboundPolicies({
  fleetNetworks: ["10.0.0.0/8", "127.0.0.1/32"],
  operatorNetworks: ["127.0.0.1/32"],
  ownPorts: [3000, 9000],
  ownAddresses: ["127.0.0.1", "10.0.0.7"],
  database: { addresses: database ? [database] : [], port: 5432 },
});

function allowed(name: "fleet" | "operator", text: string, port: number): boolean {
  const address = parseIpAddress(text);
  return address !== null && judgeAddress(address, port, policies[name]).allowed;
}

describe("the two outbound policies", () => {
  it("close our own listeners to addresses that agents name", () => {
    expect(allowed("fleet", "127.0.0.1", 3000)).toBe(false);
    expect(allowed("fleet", "10.0.0.7", 9000)).toBe(false);
    expect(allowed("fleet", "10.0.0.8", 9000)).toBe(true);
    expect(allowed("operator", "127.0.0.1", 9000)).toBe(true);
  });

  it("close our database to everybody", () => {
    expect(allowed("fleet", "10.0.0.9", 5432)).toBe(false);
    expect(allowed("operator", "10.0.0.9", 5432)).toBe(false);
    expect(allowed("operator", "10.0.0.9", 5433)).toBe(true);
  });
});
