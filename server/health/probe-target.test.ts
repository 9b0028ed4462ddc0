import { describe, expect, it } from "vitest";
import { probeSettings, probeTarget } from "./probe-target";

const registered = { scheme: "http", host: "agent-1", port: 8000, basePath: "", override: null };

describe("where an agent is probed", () => {
  it.each([
    [null, "http", "agent-1", 8000, ""],
    ["10.0.0.7", "http", "10.0.0.7", 8000, ""],
    ["10.0.0.7:8123", "http", "10.0.0.7", 8123, ""],
    ["10.0.0.7:80", "http", "10.0.0.7", 80, ""],
    ["https://agent.internal", "https", "agent.internal", 443, ""],
    ["http://agent.internal:8123/team/a/", "http", "agent.internal", 8123, "/team/a"],
    ["[fd00::1]:8000", "http", "[fd00::1]", 8000, ""],
  ])("with the override %j", (override, scheme, host, port, basePath) => {
    expect(probeTarget({ ...registered, override })).toEqual({ scheme, host, port, basePath });
  });
});

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
  });
});
