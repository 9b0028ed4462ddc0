import { beforeAll, describe, expect, test } from "vitest";
import { systemContext } from "@/server/platform/context";
import { pool } from "@/server/platform/db";
import { applyRecords, holdSource } from "@/tests/figures/apply-records";
import { randomRecord } from "@/tests/figures/random-records";
import { insertSource } from "@/tests/figures/sync-now";
import { seededRandom } from "@/tests/harness/proof";
import { getUsage } from "./get-usage";
import { exactDurations, mergedDurations } from "./queries/usage-durations";

type Asked = Partial<Parameters<typeof getUsage>[0]["input"]>;

const usageOf = (input: Asked) =>
  getUsage({ ctx: systemContext("test"), input: { tz: "UTC", interval: "day", groupBy: "none", top: 100, ...input } });

/** Days on which zones change their clocks, and one whose midnight does not exist. */
const ZONES = [
  { tz: "Europe/Berlin", from: "2026-10-23T22:00:00Z", to: "2026-10-27T23:00:00Z", hours: [24, 25, 24, 24] },
  { tz: "Asia/Kathmandu", from: "2026-10-22T18:15:00Z", to: "2026-10-26T18:15:00Z", hours: [24, 24, 24, 24] },
  { tz: "Africa/Cairo", from: "2026-04-22T22:00:00Z", to: "2026-04-25T21:00:00Z", hours: [24, 23, 24] },
  { tz: "Australia/Lord_Howe", from: "2026-04-03T13:00:00Z", to: "2026-04-06T13:30:00Z", hours: [24, 24.5, 24] },
];

beforeAll(async () => {
  const random = seededRandom(42);
  for (const kind of ["run", "row"] as const) {
    const source = await holdSource(await insertSource(kind === "run" ? "mlflow" : "postgres", "http://nowhere"));
    for (const [month, first] of [
      ["2026-04-01", 0],
      ["2026-10-20", 400],
    ] as const) {
      const from = new Date(`${month}T00:00:00Z`);
      const plan = { kind, from, to: new Date(from.getTime() + 9 * 86_400_000), workflows: ["alpha", "beta", "βeta"] };
      await applyRecords(
        source,
        Array.from({ length: 400 }, (_, id) => randomRecord(random, first + id, plan)).map((record) =>
          kind === "row" ? withModel(record, "rows only") : record,
        ),
      );
    }
  }
});

/** A model that only the source knows which does not speak for cost: it must not appear in any figure. */
function withModel<R extends { content: { models: { model: string }[] } }>(record: R, model: string): R {
  return { ...record, content: { ...record.content, models: record.content.models.map((one) => ({ ...one, model })) } };
}

interface Fact {
  at: number;
  kind: string;
  workflow: string;
  status: string;
  class: string;
  ms: number | null;
  cost: number | null;
}

/** The facts that the default authorities let speak, by plain SQL. */
async function factsOf(kind: "mlflow" | "postgres"): Promise<Fact[]> {
  const { rows } = await pool().query<Fact>(
    `SELECT extract(epoch FROM r.started_at)::float8 * 1000 AS at, w.name AS workflow, r.status, r.class,
       r.duration_ms::float8 AS ms, r.cost::float8 AS cost
     FROM run r JOIN workflow w ON w.id = r.workflow_id JOIN source s ON s.id = r.source_id
     WHERE s.kind = $1 AND r.gone_at IS NULL AND r.class <> 'evaluation'`,
    [kind],
  );
  return rows;
}

function nearestRank(values: number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}

const ENDED = ["completed", "failed", "killed"];

async function bruteForce(from: number, to: number, workflow?: string) {
  const within = (fact: Fact) =>
    fact.at >= from && fact.at < to && (workflow === undefined || fact.workflow === workflow);
  const counted = (await factsOf("postgres")).filter(within).filter((fact) => fact.class === "workload");
  const paid = (await factsOf("mlflow"))
    .filter(within)
    .filter((fact) => fact.class === "workload" || fact.cost !== null);
  const durations = counted.filter((fact) => ENDED.includes(fact.status)).flatMap((fact) => fact.ms ?? []);
  return {
    runs: counted.length,
    failed: counted.filter((fact) => fact.status === "failed" || fact.status === "killed").length,
    costRuns: paid.length,
    unknown: paid.filter((fact) => fact.cost === null).length,
    cost: paid.reduce((sum, fact) => sum + (fact.cost ?? 0), 0),
    p50: nearestRank(durations, 0.5),
    p95: nearestRank(durations, 0.95),
    max: durations.length > 0 ? Math.max(...durations) : undefined,
  };
}

type Point = Awaited<ReturnType<typeof usageOf>>["totals"];

const told = (figures: Point) => ({
  runs: figures.runs,
  failed: figures.failed,
  costRuns: figures.costRuns,
  unknown: figures.coverage.unknown,
  cost: Number(figures.costUsd),
  p50: figures.durationMs?.p50,
  p95: figures.durationMs?.p95,
  max: figures.durationMs?.max,
});

function expectSame(figures: Point, expected: Awaited<ReturnType<typeof bruteForce>>) {
  const { cost, ...rest } = told(figures);
  const { cost: expectedCost, ...expectedRest } = expected;
  expect(rest).toEqual(expectedRest);
  expect(cost).toBeCloseTo(expectedCost, 9);
}

describe.each(ZONES)("in $tz", ({ tz, from, to, hours }) => {
  const range = { from: new Date(from), to: new Date(to) };

  test("days are as long as the zone makes them", async () => {
    const { series } = await usageOf({ ...range, tz });
    const starts = (series[0]?.points ?? []).map((point) => new Date(point.t).getTime());
    expect(starts.map((start, day) => ((starts[day + 1] ?? range.to.getTime()) - start) / 3_600_000)).toEqual(hours);
  });

  test("each day's figures equal those of the facts", async () => {
    const { series, totals } = await usageOf({ ...range, tz });
    const points = series[0]?.points ?? [];
    for (const [day, point] of points.entries()) {
      const end = points[day + 1] ? new Date(points[day + 1]?.t ?? 0).getTime() : range.to.getTime();
      expectSame(point, await bruteForce(new Date(point.t).getTime(), end));
      expect(point.partial).toBe(false);
    }
    expectSame(totals, await bruteForce(range.from.getTime(), range.to.getTime()));
  });
});

test("a range is exact to the millisecond of both ends", async () => {
  const facts = await factsOf("postgres");
  const [first, last] = facts
    .map((fact) => fact.at)
    .sort((a, b) => a - b)
    .filter((_, at) => at === 120 || at === 300);
  const range = { from: new Date(first ?? 0), to: new Date(last ?? 0) };
  expectSame((await usageOf(range)).totals, await bruteForce(range.from.getTime(), range.to.getTime()));
  const later = { from: new Date(range.from.getTime() + 1), to: new Date(range.to.getTime() + 1) };
  expectSame((await usageOf(later)).totals, await bruteForce(later.from.getTime(), later.to.getTime()));
});

test("by workflow the parts equal the facts and sum to the totals, and a filter shows one of them", async () => {
  const range = { from: new Date("2026-10-20T00:00:00Z"), to: new Date("2026-10-29T00:00:00Z") };
  const { series, totals } = await usageOf({ ...range, groupBy: "workflow" });
  expect(series.map(({ key }) => key).sort()).toEqual(["alpha", "beta", "βeta"]);
  for (const { key, totals: part } of series)
    expectSame(part, await bruteForce(range.from.getTime(), range.to.getTime(), key));
  expect(series.reduce((sum, part) => sum + Number(part.totals.runs), 0)).toBe(totals.runs);
  const filtered = await usageOf({ ...range, workflow: ["alpha"] });
  expectSame(filtered.totals, await bruteForce(range.from.getTime(), range.to.getTime(), "alpha"));
});

test("what failed runs cost equals the facts of the source that speaks for money", async () => {
  const range = { from: new Date("2026-10-20T03:07:00Z"), to: new Date("2026-10-29T00:00:00Z") };
  const failed = (await factsOf("mlflow")).filter(
    (fact) =>
      fact.at >= range.from.getTime() &&
      fact.at < range.to.getTime() &&
      fact.class === "workload" &&
      (fact.status === "failed" || fact.status === "killed"),
  );
  const { failures } = await usageOf(range);
  expect(failures.runs).toBe(failed.length);
  expect(failures.coverage.unknown).toBe(failed.filter(({ cost }) => cost === null).length);
  expect(Number(failures.costUsd)).toBeCloseTo(
    failed.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
    9,
  );
});

test("series beyond the top are one called other", async () => {
  const range = { from: new Date("2026-10-20T00:00:00Z"), to: new Date("2026-10-29T00:00:00Z") };
  const { series, totals } = await usageOf({ ...range, groupBy: "workflow", top: 1 });
  expect(series).toHaveLength(2);
  expect(series[1]?.key).toBe("other");
  expect(series.reduce((sum, part) => sum + Number(part.totals.costRuns), 0)).toBe(totals.costRuns);
});

test("by model the parts sum to the money that is known", async () => {
  const range = { from: new Date("2026-10-20T00:00:00Z"), to: new Date("2026-10-29T00:00:00Z") };
  const { series, totals } = await usageOf({ ...range, groupBy: "model" });
  expect(series.map(({ key }) => key).sort()).toEqual(["claude-sonnet", "gemini-flash", "gpt-4o-mini"]);
  const sum = series.reduce((cost, part) => cost + Number(part.totals.costUsd), 0);
  expect(sum).toBeCloseTo(Number(totals.costUsd), 9);
  const one = await usageOf({ ...range, model: ["gpt-4o-mini"] });
  const part = series.find(({ key }) => key === "gpt-4o-mini");
  expect(Number(one.totals.costUsd)).toBeCloseTo(Number(part?.totals.costUsd), 9);
});

test("a range without runs has its buckets, with zeros and no durations", async () => {
  const { series, totals } = await usageOf({
    from: new Date("2020-01-01T00:00:00Z"),
    to: new Date("2020-01-08T00:00:00Z"),
  });
  expect(series[0]?.points).toHaveLength(7);
  expect(totals).toMatchObject({ runs: 0, costUsd: "0", durationMs: null });
});

test("the repeated hour of a zone is two points and the skipped one is absent", async () => {
  const berlin = { tz: "Europe/Berlin", interval: "hour" as const };
  const autumn = await usageOf({
    ...berlin,
    from: new Date("2026-10-24T22:00:00Z"),
    to: new Date("2026-10-25T23:00:00Z"),
  });
  const spring = await usageOf({
    ...berlin,
    from: new Date("2026-03-28T23:00:00Z"),
    to: new Date("2026-03-29T22:00:00Z"),
  });
  expect([autumn.series[0]?.points.length, spring.series[0]?.points.length]).toEqual([25, 23]);
});

test("grouped by anything the answer keeps its shape", async () => {
  const range = { from: new Date("2026-10-20T00:00:00Z"), to: new Date("2026-10-29T00:00:00Z") };
  for (const groupBy of ["agent", "provider", "environment", "source"] as const) {
    const { series, authority } = await usageOf({ ...range, groupBy });
    expect(series.length).toBeGreaterThan(0);
    expect(authority.map(({ workflow }) => workflow)).toEqual(["alpha", "beta", "βeta"]);
  }
});

test("percentiles merged from buckets lie within one percent of the exact nearest rank", async () => {
  const range = { from: new Date("2026-10-20T03:07:00Z"), to: new Date("2026-10-29T11:13:00Z") };
  const scope = { ...range, groupBy: "workflow" as const, workflows: null, environments: null, models: null };
  const cut = { starts: null, top: null, whole: false };
  const merged = new Map((await mergedDurations(pool(), scope, cut)).map((row) => [row.key, row]));
  const exact = await exactDurations(pool(), scope, cut);
  expect(exact).toHaveLength(3);
  for (const row of exact)
    for (const rank of ["p50", "p95", "p99", "max"] as const)
      expect(Math.abs((merged.get(row.key)?.[rank] ?? 0) / row[rank] - 1)).toBeLessThanOrEqual(0.0101);
});
