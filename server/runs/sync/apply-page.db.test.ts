import { expect, test } from "vitest";
import { inTransaction, pool } from "@/server/platform/db";
import { FenceLost } from "@/server/platform/lease";
import { rebuildRollups } from "@/server/runs/queries/contribution";
import { applyRecords, holdSource, rollupsOf } from "@/tests/figures/apply-records";
import { type Plan, randomRecord } from "@/tests/figures/random-records";
import { insertSource } from "@/tests/figures/sync-now";
import { seededRandom } from "@/tests/harness/proof";
import { leaseOf } from "./page";

const plan: Plan = {
  kind: "row",
  from: new Date("2026-03-20T00:00:00Z"),
  to: new Date("2026-04-05T00:00:00Z"),
  workflows: ["alpha", "beta", "gamma"],
};

async function tableOf(name: string) {
  const { rows } = await pool().query(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
  return rows.map(({ row }) => row);
}

test("rollups kept by deltas over random inserts, edits and deletions equal a rebuild", async () => {
  const source = await holdSource(await insertSource("postgres", "postgresql://nowhere/a"));
  const random = seededRandom(20260329);
  for (let round = 0; round < 12; round++) {
    const ids = Array.from({ length: 80 }, () => Math.floor(random() * 300));
    const gone = Array.from({ length: 5 }, () => ({
      kind: "row" as const,
      externalId: `row-${Math.floor(random() * 300)}`,
    }));
    await applyRecords(
      source,
      ids.map((id) => randomRecord(random, id, plan)),
      { gone },
    );
    const kept = await rollupsOf(source.id);
    await inTransaction((db) => rebuildRollups(db, source.id));
    expect(await rollupsOf(source.id)).toEqual(kept);
  }
});

test("a page that comes twice changes nothing", async () => {
  const source = await holdSource(await insertSource("postgres", "postgresql://nowhere/b"));
  const random = seededRandom(7);
  const records = Array.from({ length: 50 }, (_, id) => randomRecord(random, id, plan));
  expect((await applyRecords(source, records)).changed).toBe(50);
  const [runs, rollups] = [await tableOf("run"), await rollupsOf(source.id)];
  expect((await applyRecords(source, records)).changed).toBe(0);
  expect([await tableOf("run"), await rollupsOf(source.id)]).toEqual([runs, rollups]);
});

test("a worker whose lease passed to another cannot commit, and nothing of its page stays", async () => {
  const id = await insertSource("postgres", "postgresql://nowhere/c");
  const first = await holdSource(id);
  await pool().query(`UPDATE lease SET expires_at = now() - interval '1 second' WHERE name = $1`, [leaseOf(id)]);
  const second = await holdSource(id);
  const record = randomRecord(seededRandom(3), 1, plan);
  await expect(applyRecords(first, [record])).rejects.toBeInstanceOf(FenceLost);
  expect(await rollupsOf(id)).toEqual([]);
  expect((await applyRecords(second, [record])).changed).toBe(1);
});

test("a trace that came first joins its run's execution, and nested runs their outermost one's", async () => {
  const source = await holdSource(await insertSource("mlflow", "http://nowhere"));
  const base = randomRecord(seededRandom(11), 1, plan);
  const content = { ...base.content, status: "completed" as const, class: "workload" as const, deleted: false };
  const of = (kind: "run" | "trace", externalId: string, executionKey: string, cost: string | null) => ({
    ...base,
    kind,
    externalId,
    executionKey,
    content: { ...content, cost, models: [] },
  });
  await applyRecords(source, [of("trace", "tr-1", "child", "0.25")]);
  await applyRecords(source, [of("run", "child", "root", null)]);
  await applyRecords(source, [of("run", "root", "root", null)]);
  const { rows } = await pool().query(`SELECT external_id, cost::float8 AS cost FROM run WHERE source_id = $1`, [
    source.id,
  ]);
  expect(rows).toEqual([{ external_id: "root", cost: 0.25 }]);
});

test("a figure of a closed day that changes is logged with its cause", async () => {
  const source = await holdSource(await insertSource("postgres", "postgresql://nowhere/d"));
  const base = randomRecord(seededRandom(5), 1, plan);
  const record = {
    ...base,
    content: { ...base.content, class: "workload" as const, deleted: false, cost: "0.5", models: [] },
  };
  await applyRecords(source, [record]);
  await pool().query(`UPDATE source SET complete_through = '2026-05-01' WHERE id = $1`, [source.id]);
  await applyRecords(source, [{ ...record, content: { ...record.content, cost: "0.75" } }]);
  await applyRecords(source, [], { gone: [{ kind: "row", externalId: record.externalId }] });
  const { rows } = await pool().query(
    `SELECT figure, before::float8, after::float8, cause FROM restatement WHERE source_id = $1 ORDER BY id`,
    [source.id],
  );
  expect(rows).toEqual([
    { figure: "cost", before: 0.5, after: 0.75, cause: "edited" },
    { figure: "runs", before: 1, after: 0, cause: "deleted" },
    { figure: "cost", before: 0.75, after: 0, cause: "deleted" },
  ]);
});
