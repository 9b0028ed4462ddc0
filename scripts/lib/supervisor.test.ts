import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isAlive } from "./processes.mjs";
import { Supervisor } from "./supervisor.mjs";

let folder = "";
let supervisor: Supervisor;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-supervisor-"));
  supervisor = new Supervisor({ pauseMs: 10 });
  vi.spyOn(console, "log").mockImplementation(() => {});
});

afterEach(async () => {
  await supervisor.stop();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function role(script: string) {
  const file = join(folder, "role.mjs");
  writeFileSync(file, script);
  return { name: "role", args: [file], env: process.env, log: join(folder, "role.log") };
}

const STAYS = 'console.log("up"); setInterval(() => {}, 1000);';

test("a role that is killed comes back as another process", async () => {
  const kept = supervisor.keep(role(STAYS), () => {});
  const first = kept.pid();
  process.kill(first, "SIGKILL");
  await vi.waitFor(() => expect(kept.pid()).not.toBe(first), { timeout: 10_000 });
  expect(isAlive(first)).toBe(false);
  expect(isAlive(kept.pid())).toBe(true);
});

test("a role that ends at once three times fails the whole, and names its log", { timeout: 15_000 }, async () => {
  const failure = new Promise<Error>((resolve) => supervisor.keep(role("process.exit(1)"), resolve));
  expect((await failure).message).toMatch(/role ended 3 times right after its start: see .*role\.log/);
});

test("stopping ends every part, last started first, and what a role printed is in its log", async () => {
  const ends: string[] = [];
  supervisor.add({ name: "first", stop: async () => void ends.push("first") });
  const kept = supervisor.keep(role(STAYS), () => {});
  supervisor.add({ name: "last", stop: async () => void ends.push("last") });
  await vi.waitFor(() => expect(readFileSync(join(folder, "role.log"), "utf8")).toContain("up"), { timeout: 10_000 });
  await supervisor.stop();
  expect(ends).toEqual(["last", "first"]);
  expect(isAlive(kept.pid())).toBe(false);
});
