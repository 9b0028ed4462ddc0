import { describe, expect, it } from "vitest";
import { keyName, matchShortcut, type Shortcut } from "./shortcuts";

const shortcut = (keys: string, label = keys): Shortcut => ({ keys, label, group: "Test", run: () => {} });
const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey", boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe("keyName", () => {
  it("spells control and command alike, and leaves shifted characters as typed", () => {
    expect(keyName(press("k", { ctrlKey: true }))).toBe("mod+k");
    expect(keyName(press("K", { metaKey: true }))).toBe("mod+k");
    expect(keyName(press("?"))).toBe("?");
    expect(keyName(press("Escape"))).toBe("escape");
  });

  it("ignores modifiers alone and whatever Alt composes", () => {
    expect(keyName(press("Shift"))).toBeNull();
    expect(keyName(press("a", { altKey: true }))).toBeNull();
  });
});

describe("matchShortcut", () => {
  const all = [shortcut("a"), shortcut("g a"), shortcut("j", "older"), shortcut("j", "newer")];

  it("prefers two keys in a row to the second alone", () => {
    expect(matchShortcut(all, "a", "g")?.keys).toBe("g a");
    expect(matchShortcut(all, "a", null)?.keys).toBe("a");
  });

  it("gives a key to whoever registered last", () => {
    expect(matchShortcut(all, "j", null)?.label).toBe("newer");
  });

  it("knows nothing of other keys", () => {
    expect(matchShortcut(all, "q", "g")).toBeUndefined();
  });
});
