import { describe, expect, it } from "vitest";
import { agentUrl, displayUrl, effectiveAddress } from "./effective-address";

const registered = { scheme: "http", host: "agent-1", port: 8000, basePath: "", override: null };

describe("where an agent is called", () => {
  it.each([
    [null, "http", "agent-1", 8000, ""],
    ["10.0.0.7", "http", "10.0.0.7", 8000, ""],
    ["10.0.0.7:8123", "http", "10.0.0.7", 8123, ""],
    ["10.0.0.7:80", "http", "10.0.0.7", 80, ""],
    ["https://agent.internal", "https", "agent.internal", 443, ""],
    ["http://agent.internal:8123/team/a/", "http", "agent.internal", 8123, "/team/a"],
    ["[fd00::1]:8000", "http", "[fd00::1]", 8000, ""],
  ])("with the override %j", (override, scheme, host, port, basePath) => {
    expect(effectiveAddress({ ...registered, override })).toEqual({ scheme, host, port, basePath });
  });
});

describe("an agent's URL", () => {
  it("holds its prefix and brackets of an IPv6 address", () => {
    const address = effectiveAddress({ ...registered, override: "http://[fd00::1]:8123/team/a" });
    expect(agentUrl(address, "/health")).toBe("http://[fd00::1]:8123/team/a/health");
    expect(displayUrl(address)).toBe("http://[fd00::1]:8123/team/a");
    expect(displayUrl(effectiveAddress(registered))).toBe("http://agent-1:8000");
  });

  it.each(["evil.example/path?x=", "user:pw@host", "javascript:alert(1)", "a b", ""])(
    "is none for the host %j",
    (host) => {
      expect(displayUrl({ ...registered, host })).toBe(null);
    },
  );
});
