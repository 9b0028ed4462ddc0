import { expect, test } from "vitest";
import { outsideAddress, runVerdict } from "./run-words";

const run = { workflow: "brief", status: "completed", durationMs: 4200, costUsd: "0.0042", error: null } as const;

test("a run's sentence tells how long it took and what it cost", () => {
  expect(runVerdict(run)).toBe("brief, completed; took 4.2 s, cost $0.0042");
});

test("an unknown cost is called unknown, and the error says why it failed", () => {
  expect(runVerdict({ ...run, status: "failed", costUsd: null, error: "quota" })).toBe(
    "brief, failed; took 4.2 s, its cost is unknown: quota",
  );
});

test("a run that still goes on is not judged", () => {
  expect(runVerdict({ ...run, status: "running", durationMs: null, costUsd: null })).toBe("brief is running");
});

test("only well formed http and https leave the page", () => {
  expect(outsideAddress("https://mlflow.example/#/experiments/1")?.host).toBe("mlflow.example");
  for (const hostile of ["javascript:alert(1)", "data:text/html,x", "http://", "https://[", "", null])
    expect(outsideAddress(hostile)).toBeNull();
});
