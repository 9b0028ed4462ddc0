import { describe, expect, it } from "vitest";
import { hostUrl } from "./target-url";

const url = (host: string, port = 8000) => hostUrl({ scheme: "http", host, port, path: "/health" });

describe("the address that an agent registered", () => {
  it.each([
    ["agent-1", "http://agent-1:8000/health"],
    ["agent_1.internal", "http://agent_1.internal:8000/health"],
    ["10.0.0.1", "http://10.0.0.1:8000/health"],
    ["::1", "http://[::1]:8000/health"],
    ["[fd00::1]", "http://[fd00::1]:8000/health"],
    ["bücher.example", "http://bücher.example:8000/health"],
  ])("%s becomes %s", (host, expected) => {
    expect(url(host)).toBe(expected);
  });

  it.each(["evil.com/path", "a@b", "a#b", "a?b", "a\\b", "http://x", "a b", "a\r\nb", "", "a:b:c/"])(
    "%j is refused as a host",
    (host) => {
      expect(() => url(host)).toThrow("the registered host is not a host name or an address");
    },
  );

  it.each([0, 65536, 1.5, Number.NaN])("%d is refused as a port", (port) => {
    expect(() => url("agent", port)).toThrow("is not a port");
  });
});
