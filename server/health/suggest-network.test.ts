import { describe, expect, it } from "vitest";
import { readNetwork, suggestNetwork } from "./suggest-network";

describe("the network to allow for a refused address", () => {
  it.each([
    ["203.0.113.9", "203.0.113.0/24"],
    ["127.0.0.1", "127.0.0.1/32"],
    ["127.3.2.1", "127.3.2.1/32"],
    ["::1", "::1/128"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["agent-1", null],
  ])("%s: %s", (address, network) => {
    expect(suggestNetwork(address)).toBe(network);
  });
});

it("a network has one spelling", () => {
  expect(["10.1.2.3/8", "012.0.0.0/8", "10.0.0.0/8"].map((text) => readNetwork(text)?.canonical)).toEqual([
    "10.0.0.0/8",
    "10.0.0.0/8",
    "10.0.0.0/8",
  ]);
});
