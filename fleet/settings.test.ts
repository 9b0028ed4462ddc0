import { expect, test } from "vitest";
import { readSettings } from "./settings";

const COMPLETE = {
  NODE_ENV: "test",
  FLEET_REGISTRY_URL: "http://127.0.0.1:9000/",
  FLEET_WORKFLOW_DATABASE_URL: "postgres://owner@127.0.0.1/workflows",
  FLEET_STATE_FILE: "/tmp/fleet.json",
} as const;

test("every fault is named at once", () => {
  const env = { NODE_ENV: "test", FLEET_REGISTRY_URL: "ftp://x", FLEET_BACKFILL_DAYS: "many" } as const;
  for (const name of ["FLEET_REGISTRY_URL", "FLEET_WORKFLOW_DATABASE_URL", "FLEET_STATE_FILE", "FLEET_BACKFILL_DAYS"]) {
    expect(() => readSettings(env)).toThrow(name);
  }
});

test("without MLflow no figures go there", () => {
  expect(readSettings({ ...COMPLETE, FLEET_MLFLOW_URL: "" })).toMatchObject({
    mlflowUrl: null,
    backfillMs: 1_209_600_000,
  });
});

test("a token, or userinfo in the address, becomes Basic authorization", () => {
  const basic = (words: string) => `Basic ${Buffer.from(words).toString("base64")}`;
  expect(readSettings({ ...COMPLETE, FLEET_REGISTRY_TOKEN: "t" }).registryAuthorization).toBe(basic("agent:t"));
  const settings = readSettings({ ...COMPLETE, FLEET_REGISTRY_URL: "http://me:s%2Fx@127.0.0.1:9000/base" });
  expect(settings).toMatchObject({ registryUrl: "http://127.0.0.1:9000/base", registryAuthorization: basic("me:s/x") });
});
