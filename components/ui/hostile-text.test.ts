import { describe, expect, it } from "vitest";
import { harmless } from "./hostile-text";

describe("harmless", () => {
  it("takes out what turns a line round or hides in it", () => {
    expect(harmless("pay\u202Etxt.exe\u202C")).toBe("paytxt.exe");
    expect(harmless("ad\u200Bmin\uFEFF\u2066x\u2069")).toBe("adminx");
    expect(harmless("a\u0000b\u001B[31mc\u0085")).toBe("ab[31mc");
  });

  it("drops half a surrogate pair and keeps a whole one", () => {
    expect(harmless("a\uD83Db")).toBe("ab");
    expect(harmless("a\uDE00b")).toBe("ab");
    expect(harmless("ok 😀")).toBe("ok 😀");
  });

  it("keeps lines, tabs, accents and other scripts", () => {
    expect(harmless("één\n\tдва 三")).toBe("één\n\tдва 三");
  });

  it("cuts a megabyte before it is looked at", () => {
    expect(harmless("x".repeat(1_000_000), 5)).toBe("xxxxx…");
  });
});
