import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashInputs, readStamp, writeStamp } from "./hash.mjs";

let root = "";
const hash = () => hashInputs(root, ["src", "package.json"]);
const write = (file: string, text: string) => writeFileSync(join(root, file), text);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "muster-hash-"));
  mkdirSync(join(root, "src/generated"), { recursive: true });
  write("src/a.ts", "a");
});

afterEach(() => rmSync(root, { recursive: true }));

test("the same inputs have the same hash", () => {
  expect(hash()).toBe(hash());
});

test.each([
  ["a file's text", () => write("src/a.ts", "b")],
  ["a new file", () => write("src/b.ts", "")],
  ["a file that was missing", () => write("package.json", "{}")],
])("%s changes the hash", (_what, change) => {
  const before = hash();
  change();
  expect(hash()).not.toBe(before);
});

test("text that moves from one file to the next changes the hash", () => {
  write("src/b.ts", "b");
  const before = hash();
  write("src/a.ts", "ab");
  write("src/b.ts", "");
  expect(hash()).not.toBe(before);
});

test.each(["src/a.test.ts", "src/generated/client.ts", "src/operations.generated.ts"])("%s is no input", (file) => {
  const before = hash();
  write(file, "x");
  expect(hash()).toBe(before);
});

test("a stamp that was never written is empty, and one that was is read back", () => {
  const stamp = join(root, "cache/.stamp");
  expect(readStamp(stamp)).toBe("");
  writeStamp(stamp, "one");
  expect(readStamp(stamp)).toBe("one");
});
