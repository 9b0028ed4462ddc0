import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EnvFault, parseEnv } from "./schema";

function faultsOf(source: Record<string, string>): string[] {
  try {
    parseEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvFault) return error.faults;
    throw error;
  }
}

test("an empty environment has the defaults that are safe", () => {
  const env = parseEnv({});
  expect(env).toMatchObject({ host: "127.0.0.1", port: 3000, registryPort: 9000, strangers: "pending" });
  expect(env.fleetNetworks).not.toContain("127.0.0.1/32");
});

test("every fault is listed at once", () => {
  const faults = faultsOf({ PORT: "70000", LOG_LEVEL: "loud", MUSTER_FLEET_NETWORKS: "10.0.0.0/33" });
  expect(faults).toHaveLength(3);
});

test("a SQLite URL is named as the agents' database", () => {
  expect(faultsOf({ DATABASE_URL: "sqlite:///./workflows.db" })[0]).toContain(
    "this is the agents' database; add it as a source",
  );
});

test("a secret may come from a file, and a file that cannot be read is a fault", () => {
  const path = join(mkdtempSync(join(tmpdir(), "env-")), "secret");
  writeFileSync(path, "postgresql://a:b@db/muster\n");
  expect(parseEnv({ DATABASE_URL_FILE: path }).databaseUrl).toBe("postgresql://a:b@db/muster");
  expect(faultsOf({ DATABASE_URL_FILE: `${path}.missing` })[0]).toContain("DATABASE_URL_FILE");
});

test("an empty value counts as not set", () => {
  expect(parseEnv({ PORT: "" }).port).toBe(3000);
});

test("the guide's spelling of log levels passes", () => {
  expect(parseEnv({ LOG_LEVEL: "INFO" }).logLevel).toBe("info");
});
