import { beforeEach, expect, test, vi } from "vitest";
import { resetEnv } from "@/server/platform/env";
import { clientAddress } from "./address";

function trust(networks: string) {
  vi.stubEnv("MUSTER_TRUSTED_PROXIES", networks);
  resetEnv();
}

beforeEach(() => trust(""));

test("without trusted proxies a forwarded address is not believed", () => {
  expect(clientAddress("10.0.0.9", "203.0.113.7")).toBe("10.0.0.9");
});

test("a trusted proxy's word counts", () => {
  trust("10.0.0.0/8");
  expect(clientAddress("10.0.0.9", "203.0.113.7")).toBe("203.0.113.7");
});

test("what the client itself forged before the proxy is passed over", () => {
  trust("10.0.0.0/8");
  expect(clientAddress("10.0.0.9", "1.2.3.4, 203.0.113.7, 10.0.0.8")).toBe("203.0.113.7");
});

test("a peer that is no proxy cannot forward", () => {
  trust("10.0.0.0/8");
  expect(clientAddress("192.0.2.1", "203.0.113.7")).toBe("192.0.2.1");
});

test("an IPv4 address in IPv6 clothes is the IPv4 address", () => {
  expect(clientAddress("::ffff:127.0.0.1", null)).toBe("127.0.0.1");
});
