import { describe, expect, it } from "vitest";
import { probeSettings } from "./probe-settings";

describe("probe settings", () => {
  it("have defaults", () => {
    expect(probeSettings({})).toMatchObject({ enabled: true, path: "/health", intervalMs: 30_000, timeoutMs: 5_000 });
  });

  it("end a probe before the next one begins", () => {
    expect(probeSettings({ intervalMs: 10_000, timeoutMs: 60_000 }).timeoutMs).toBe(8_000);
  });

  it("fall back where what is stored is out of range", () => {
    expect(probeSettings({ intervalMs: 5 }).intervalMs).toBe(30_000);
    expect(probeSettings("nonsense").enabled).toBe(true);
    expect(probeSettings({ kind: "smoke-signals", path: "/x" })).toMatchObject({ kind: "http", path: "/health" });
  });
});
