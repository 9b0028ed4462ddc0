import { expect, test } from "vitest";
import { Mlflow } from "./mlflow";

test("an MLflow that was away is asked for its experiment again", async () => {
  const client = new Mlflow("http://127.0.0.1:9", null);
  const first = client.experiment("away");
  await expect(first).rejects.toThrow();
  const second = client.experiment("away");
  expect(second).not.toBe(first);
  await expect(second).rejects.toThrow();
});
