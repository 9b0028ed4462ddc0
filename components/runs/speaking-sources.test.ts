import { expect, test } from "vitest";
import { silentSource } from "./speaking-sources";

const source = { id: "1", enabled: true, status: "ok", lagSeconds: 20 } as const;
const usage = {
  authority: [{ workflow: "a", runs: "1", cost: null }],
  completeThrough: "2026-11-24T10:00:00.000Z",
  to: "2026-11-24T11:00:00.000Z",
};

test("a source that fails or lags is silent, one that keeps up is not", () => {
  expect(silentSource(usage, [source])).toBeNull();
  expect(silentSource(usage, [{ ...source, lagSeconds: 3600 }])?.id).toBe("1");
  expect(silentSource(usage, [{ ...source, status: "failing" }])?.id).toBe("1");
});

test("a source that does not speak, or was switched off, dims nothing", () => {
  expect(silentSource(usage, [{ ...source, id: "2", status: "failing" }])).toBeNull();
  expect(silentSource(usage, [{ ...source, enabled: false, status: "failing" }])).toBeNull();
});

test("a range that was read to its end stays bright whatever its source does now", () => {
  expect(silentSource({ ...usage, completeThrough: usage.to }, [{ ...source, status: "failing" }])).toBeNull();
});
