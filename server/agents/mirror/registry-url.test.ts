import { describe, expect, it } from "vitest";
import { isSameServer, joinRegistryUrl, splitRegistryUrl } from "./registry-url";

describe("a registry's URL", () => {
  it.each([
    ["http://registry:9000/", "http://registry:9000", null],
    ["https://registry/team/a/", "https://registry/team/a", null],
    ["http://agent:t%40k:n@registry:9000", "http://registry:9000", "agent:t%40k%3An"],
    ["http://:token@registry", "http://registry", ":token"],
  ])("%s is parted from its credentials", (text, url, userinfo) => {
    expect(splitRegistryUrl(text)).toEqual({ url, userinfo });
    const joined = new URL(joinRegistryUrl({ url, userinfo }));
    expect({ user: joined.username, password: joined.password }).toEqual({
      user: new URL(text).username,
      password: new URL(text).password,
    });
  });

  it.each(["ftp://x", "registry:9000", "http://x/?a", "http://x/#a", ""])("%j is refused", (text) => {
    expect(() => splitRegistryUrl(text)).toThrow("cannot be used");
  });

  it("keeps credentials to the server they were given for", () => {
    expect(isSameServer("http://a:9000/x", "http://a:9000/y")).toBe(true);
    expect(isSameServer("http://a:9000", "https://a:9000")).toBe(false);
    expect(isSameServer("http://a:9000", "http://b:9000")).toBe(false);
  });
});
