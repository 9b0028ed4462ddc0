import { expect, test } from "vitest";
import { registryWords } from "./registry-words";

const mirror = { kind: "mirror", url: "http://old:9000", lastError: null, pollIntervalMs: 10_000 } as const;

test("a mirror tells where it reads and how often, and its fault while it has one", () => {
  expect(registryWords(mirror)).toBe("http://old:9000, read every 10 s");
  expect(registryWords({ ...mirror, lastError: "connection refused" })).toBe("connection refused");
});

test("our own ways in are told in words, whatever columns they have", () => {
  expect(registryWords({ ...mirror, kind: "builtin", url: null })).toContain("register here");
  expect(registryWords({ ...mirror, kind: "manual", url: null })).toContain("added by their address");
});
