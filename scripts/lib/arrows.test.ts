import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arrowsConfiguration, CAPABILITIES, FEATURES } from "./arrows.mjs";
import { inRoot, tools } from "./paths.mjs";

const forbidden: [file: string, imported: string, words: string][] = [
  ["components/ui/button.tsx", "@/server/agents/contract", "know no word of our domain"],
  ["components/agents/list.tsx", "@/server/agents", "contract alone"],
  ["components/agents/list.tsx", "@/server/platform/contract", "nothing of the platform"],
  ["components/agents/list.tsx", "@/components/runs/table", "does not import another feature"],
  ["app/(ops)/agents/page.tsx", "@/server/agents/queries/list", "goes through the door"],
  ["app/(ops)/agents/page.tsx", "pg", "No SQL here"],
  ["app/api/agents/route.ts", "@/components/ui/button", "knows no component"],
  ["app/api/agents/route.ts", "@/server/platform/db", "route(contract.x, verb)"],
  ["server/health/decide.ts", "@/server/agents/internal", "inside is closed"],
  ["server/health/decide.ts", "@/components/ui/button", "knows no page"],
  ["server/health/decide.ts", "@/worker/main", "does not know who runs it"],
  ["server/health/decide.ts", "@/tests/harness/databases", "does not import tests"],
  ["server/agents/list.ts", "@/server/health", "never back"],
  ["server/agents/contract.ts", "@/server/platform/db", "zod and other contracts"],
  ["server/runs/jobs.ts", "pg", "definitions alone"],
  ["server/platform/db/index.ts", "@/server/agents", "knows no capability"],
  ["worker/loops.ts", "@/server/health/hold-shards", "wires doors"],
  ["worker/loops.ts", "react", "stay out"],
  ["registry/main.ts", "@/server/agents/tasks/sweep", "wires doors"],
  ["fleet/main.ts", "@/server/platform/ids", "the wire alone"],
  ["server/health/probes/http.ts", "../decide", "inside one folder"],
];

const allowed: [file: string, imported: string][] = [
  ["components/ui/button.tsx", "@/components/ui/icon"],
  ["components/agents/list.tsx", "@/server/agents/contract"],
  ["components/agents/list.tsx", "@/components/shell/page-header"],
  ["app/(ops)/agents/page.tsx", "@/server/agents"],
  ["app/(ops)/agents/page.tsx", "@/components/agents/list"],
  ["app/api/agents/route.ts", "@/server/platform/route"],
  ["app/api/agents/route.ts", "@/server/agents/contract"],
  ["server/health/decide.ts", "@/server/agents"],
  ["server/health/probes/http.ts", "@/server/health/decide"],
  ["server/health/decide.ts", "@/server/platform/db"],
  ["server/health/decide.db.test.ts", "@/tests/harness/databases"],
  ["server/agents/contract.ts", "@/server/platform/contract"],
  ["server/runs/jobs.ts", "@/server/platform/jobs"],
  ["worker/loops.ts", "@/server/health"],
  ["worker/tasks.ts", "@/server/backups/tasks/restore"],
  ["registry/main.ts", "@/server/platform/log"],
];

const folder = mkdtempSync(join(tmpdir(), "muster-arrows-"));
/** What Biome says, on one line, of each `file imported`. */
let refusals: string[] = [];

beforeAll(() => {
  writeFileSync(join(folder, "biome.json"), JSON.stringify(arrowsConfiguration()));
  for (const [file, imported] of [...forbidden, ...allowed]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    appendFileSync(join(folder, file), `import "${imported}";\n`);
  }
  const args = [tools.biome, "lint", "--only=style/noRestrictedImports", "--reporter=github", "--max-diagnostics=none"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  refusals = stdout.split("\n");
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(forbidden)("%s may not import %s", (file, imported, words) => {
  const line = lineOf(file, imported);
  expect(refusals.find((refusal) => refusal.includes(file) && refusal.includes(`line=${line},`))).toContain(words);
});

test.each(allowed)("%s may import %s", (file, imported) => {
  const line = lineOf(file, imported);
  expect(refusals.filter((refusal) => refusal.includes(file) && refusal.includes(`line=${line},`))).toEqual([]);
});

function lineOf(file: string, imported: string): number {
  const lines = readFileSync(join(folder, file), "utf8").split("\n");
  return lines.indexOf(`import "${imported}";`) + 1;
}

test("the arrows that Biome reads are those of the table", () => {
  const written: unknown = JSON.parse(readFileSync(inRoot("scripts/arrows.biome.json"), "utf8"));
  expect(written, "run `node scripts/arrows.mjs`").toEqual(arrowsConfiguration());
});

test("every capability and feature has its arrows", () => {
  const folders = (path: string) =>
    readdirSync(inRoot(path), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  const arrows = "add it to scripts/lib/arrows.mjs and run `node scripts/arrows.mjs`";
  expect([...CAPABILITIES, "platform"], arrows).toEqual(expect.arrayContaining(folders("server")));
  expect([...FEATURES, "ui", "charts", "shell"], arrows).toEqual(expect.arrayContaining(folders("components")));
});
