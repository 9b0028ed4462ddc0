import { expect, test } from "vitest";
import { spansUntilNow } from "./spans-until-now";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour)).toISOString();

test("a strip that was read before the agent fell shows the fall", () => {
  const read = [
    { status: "degraded" as const, from: at(0), to: at(1) },
    { status: "healthy" as const, from: at(1), to: null },
  ];
  expect(spansUntilNow(read, { status: "down", since: at(5) })).toEqual([
    { status: "degraded", from: at(0), to: at(1) },
    { status: "healthy", from: at(1), to: at(5) },
    { status: "down", from: at(5), to: null },
  ]);
});

test("what the present status has replaced is gone", () => {
  const read = [{ status: "unknown" as const, from: at(3), to: null }];
  expect(spansUntilNow(read, { status: "healthy", since: at(3) })).toEqual([
    { status: "healthy", from: at(3), to: null },
  ]);
});
