import { expect, test } from "vitest";
import { startTestMlflow } from "./mlflow";

test("the tests' MLflow is the real one and keeps its experiments in Postgres", async () => {
  const mlflow = await startTestMlflow();
  const version = await fetch(`${mlflow.url}/version`);
  expect(await version.text()).toMatch(/^3\.17\./);
  expect(mlflow.databaseUrl).toMatch(/^postgresql:/);
  await mlflow.stop();
  await expect(fetch(`${mlflow.url}/version`)).rejects.toThrow();
});
