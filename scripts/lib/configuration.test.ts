import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FILE_SETTINGS, SETTINGS } from "@/server/platform/env/schema";
import { inRoot } from "./paths.mjs";

const names = Object.keys(SETTINGS);

test("docs/configuration.md has a row for each setting, and none that does not exist", () => {
  const page = readFileSync(inRoot("docs/configuration.md"), "utf8").split("What the commands read besides")[0] ?? "";
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((row) => row[1]);
  expect(rows.sort()).toEqual([...names].sort());
});

test("docs/configuration.md names each secret that may come from a file", () => {
  const page = readFileSync(inRoot("docs/configuration.md"), "utf8");
  const paragraph = /A secret can come from a file:[\s\S]*?\n\n/.exec(page)?.[0] ?? "";
  for (const name of FILE_SETTINGS) expect(paragraph).toContain(`\`${name.replace(/_FILE$/, "")}\``);
});

test(".env.example names each setting that a person sets", () => {
  const example = readFileSync(inRoot(".env.example"), "utf8");
  const named = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map((line) => line[1]);
  expect(named.sort()).toEqual(names.filter((name) => name !== "MUSTER_ROLE").sort());
});
