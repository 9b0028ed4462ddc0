import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { missingPaths } from "./doc-paths.mjs";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "muster-docs-"));
  mkdirSync(join(root, "docs"));
  mkdirSync(join(root, "server"));
  writeFileSync(join(root, "server/there.ts"), "");
});

afterEach(() => rmSync(root, { recursive: true }));

function faultsOf(text: string): string[] {
  writeFileSync(join(root, "docs/page.md"), text);
  return missingPaths(root, ["docs/page.md"]);
}

test("a cited file that exists passes, one that does not is named", () => {
  expect(faultsOf("see `server/there.ts` and `server/there.ts:12`")).toEqual([]);
  expect(faultsOf("see `server/gone.ts`")).toEqual(["docs/page.md cites server/gone.ts, which does not exist"]);
});

test("a link is followed from its document, an outside one is not", () => {
  expect(faultsOf("[a](page.md#top) [b](../server/there.ts) [c](https://example.org/x)")).toEqual([]);
  expect(faultsOf("[a](other.md)")).toEqual(["docs/page.md cites docs/other.md, which does not exist"]);
});

test("a pattern and a file that the build makes are no citations", () => {
  expect(faultsOf("`server/<capability>/index.ts` `server/*/x.ts` `components/operations.generated.ts`")).toEqual([]);
});
