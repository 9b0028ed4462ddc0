import { describe, expect, it } from "vitest";
import { NO_TIME, type TimeByStatus, uptimeOf } from "./uptime";

describe("uptime", () => {
  it.each<[string, Partial<TimeByStatus>, number | null, number]>([
    ["counts degraded time as up", { healthyMs: 50, degradedMs: 40, downMs: 10 }, 0.9, 1],
    ["leaves out what nobody knows, and says how much that is", { healthyMs: 30, unknownMs: 70 }, 1, 0.3],
    ["leaves out pauses", { healthyMs: 90, downMs: 10, excludedMs: 900 }, 0.9, 1],
    ["of an agent that was down throughout is 0", { downMs: 5 }, 0, 1],
    ["of time that nobody watched is no figure", { unknownMs: 100 }, null, 0],
    ["of no time is no figure", {}, null, 0],
  ])("%s", (_title, time, ratio, coverage) => {
    expect(uptimeOf({ ...NO_TIME, ...time })).toMatchObject({ ratio, coverage });
  });
});
