import { expect, test } from "vitest";
import { recordLink } from "./run-link";

const source = { kind: "mlflow", url: "http://mlflow:5000/prefix" };

test("a run and a trace lead to their own pages in MLflow", () => {
  expect(recordLink(source, { kind: "run", externalId: "abc", experimentId: "7" })).toBe(
    "http://mlflow:5000/prefix/#/experiments/7/runs/abc",
  );
  expect(recordLink(source, { kind: "trace", externalId: "tr-1", experimentId: "7" })).toBe(
    "http://mlflow:5000/prefix/#/experiments/7/traces?selectedEvaluationId=tr-1",
  );
});

test("a row of a database, an unknown experiment and a strange address lead nowhere", () => {
  const record = { kind: "run", externalId: "abc", experimentId: "7" };
  expect(recordLink({ ...source, kind: "postgres" }, record)).toBeNull();
  expect(recordLink(source, { ...record, experimentId: null })).toBeNull();
  expect(recordLink({ ...source, url: "javascript:alert(1)" }, record)).toBeNull();
});

test("an id of others cannot leave its place in the address", () => {
  expect(recordLink(source, { kind: "run", externalId: "a/../b?c", experimentId: "7" })).toContain(
    "/runs/a%2F..%2Fb%3Fc",
  );
});
