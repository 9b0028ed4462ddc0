import { expect, test } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { resetEnv } from "@/server/platform/env";
import { insertSource } from "@/tests/figures/sync-now";
import { contract } from "./contract";
import { getHealth, getReady } from "./get-health";

/** Nobody listens on port 1. */
const NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing";

test("without the database health is 503 in its own shape and keeps what it last knew of MLflow", async () => {
  await insertSource("mlflow", "http://mlflow.test");
  expect((await getHealth()).status).toBe(200);
  const own = String(process.env.DATABASE_URL);
  await closeDb();
  process.env.DATABASE_URL = NOWHERE;
  resetEnv();
  const [health, ready] = [await getHealth(), await getReady()];
  expect([health.status, ready.status]).toEqual([503, 503]);
  const body = contract.getHealth.out.parse(await health.json());
  expect(body).toMatchObject({ status: "unhealthy", database: "disconnected", mlflow: "disconnected" });
  await closeDb();
  process.env.DATABASE_URL = own;
  resetEnv();
  expect((await pool().query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});
