import { beforeAll, expect, test } from "vitest";
import { systemContext } from "@/server/platform/context";
import { applyRecords, holdSource } from "@/tests/figures/apply-records";
import { randomRecord } from "@/tests/figures/random-records";
import { insertSource } from "@/tests/figures/sync-now";
import { seededRandom } from "@/tests/harness/proof";
import { getRun } from "./get-run";
import { listRuns } from "./list-runs";

const ctx = systemContext("test");
type Asked = Partial<Parameters<typeof listRuns>[0]["input"]>;
const listed = (input: Asked) => listRuns({ ctx, input: { limit: 50, sort: "-startedAt", ...input } });

beforeAll(async () => {
  const random = seededRandom(99);
  const plan = {
    from: new Date("2026-05-01T00:00:00Z"),
    to: new Date("2026-05-05T00:00:00Z"),
    workflows: ["alpha", "beta"],
  };
  for (const kind of ["run", "row"] as const) {
    const source = await holdSource(await insertSource(kind === "run" ? "mlflow" : "postgres", "http://nowhere"));
    await applyRecords(
      source,
      Array.from({ length: 230 }, (_, id) => randomRecord(random, id, { ...plan, kind })),
    );
  }
});

async function walk(input: Asked) {
  const items = [];
  let cursor: string | undefined;
  do {
    const page = await listed({ ...input, limit: 40, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

test.each(["-startedAt", "startedAt", "-cost", "-duration"] as const)(
  "pages sorted by %s give each run once, in order",
  async (sort) => {
    const items = await walk({ sort });
    const { total } = await listed({ sort });
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(items.length).toBe(total);
    const values = items.map((item) => {
      if (sort === "-cost") return Number(item.costUsd ?? -1);
      if (sort === "-duration") return Number(item.durationMs ?? -1);
      return new Date(item.startedAt).getTime();
    });
    const ordered = [...values].sort((a, b) => (sort === "startedAt" ? a - b : b - a));
    expect(values).toEqual(ordered);
  },
);

test("an execution that both sources hold is listed by the one that speaks", async () => {
  // From the second day on both sources know both workflows.
  const from = new Date("2026-05-02T00:00:00Z");
  expect(new Set((await walk({ from })).map(({ source }) => source.kind))).toEqual(new Set(["postgres"]));
  expect(new Set((await walk({ from, sort: "-cost" })).map(({ source }) => source.kind))).toEqual(new Set(["mlflow"]));
  expect(new Set((await walk({ from, authority: "any" })).map(({ source }) => source.kind)).size).toBe(2);
});

test("filters leave what they name", async () => {
  expect(new Set((await walk({ status: ["failed", "killed"] })).map(({ status }) => status))).toEqual(
    new Set(["failed", "killed"]),
  );
  expect(new Set((await walk({ workflow: ["beta"] })).map(({ workflow }) => workflow))).toEqual(new Set(["beta"]));
  expect((await walk({ minDuration: 100_000 })).every(({ durationMs }) => Number(durationMs) >= 100_000)).toBe(true);
  expect((await walk({ minCostUsd: "0.01" })).every(({ costUsd }) => Number(costUsd) >= 0.01)).toBe(true);
  expect((await walk({ provider: ["nobody"] })).length).toBe(0);
  expect((await walk({ model: ["gpt-4o-mini"] })).every(({ models }) => models.includes("gpt-4o-mini"))).toBe(true);
  expect((await walk({ q: "row-17" })).every(({ externalId }) => externalId.startsWith("row-17"))).toBe(true);
  expect(await walk({ q: "100%" })).toEqual([]);
  expect((await walk({ class: ["evaluation"] })).every((item) => item.class === "evaluation")).toBe(true);
});

test("a cursor of another order or of nobody is refused", async () => {
  const { nextCursor } = await listed({ limit: 1 });
  await expect(listed({ sort: "-cost", cursor: String(nextCursor) })).rejects.toThrow("cursor");
  await expect(listed({ cursor: "x" })).rejects.toThrow("cursor");
});

test("a run's page has its models, its records and where it comes from", async () => {
  const [item] = (await listed({ sort: "-cost" })).items;
  const run = await getRun({ ctx, input: { id: String(item?.id) } });
  expect(run).toMatchObject({ id: item?.id, costUsd: item?.costUsd, source: { kind: "mlflow" } });
  expect(run.modelUsage).toHaveLength(1);
  expect(run.records).toMatchObject([{ kind: "run", externalId: item?.externalId }]);
});

test("an unknown run is not found", async () => {
  await expect(getRun({ ctx, input: { id: "01900000-0000-7000-8000-000000000000" } })).rejects.toThrow("not found");
});
