import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction, type Queryable } from "@/server/platform/db";
import type { contract } from "./contract";
import { type Buckets, bucketStarts, periodBefore } from "./queries/usage-bounds";
import { authorityAt, completeThrough, evaluations, failures, namesOf, restatements } from "./queries/usage-context";
import { type Durations, exactDurations, mergedDurations } from "./queries/usage-durations";
import { type Sums, sumUsage } from "./queries/usage-sums";
import { checkRange, chooseInterval } from "./usage/choose-interval";
import { byPlace, type Figures, figuresOf, placeOf } from "./usage/figures-of";
import { type Cut, OTHER, type Scope } from "./usage/scope";

type Op = typeof contract.getUsage;
type Usage = AnswerOf<Op>;

const WEEK_MS = 7 * 86_400_000;
/** With the rest under one key. */
const MOST_SERIES = 100;
/** Up to so many ended runs percentiles are taken from the facts themselves. */
const EXACT_UP_TO = 20_000;

/** Every figure of one answer comes from one snapshot, so that parts and totals agree. */
export async function getUsage({ input }: { ctx: Ctx; input: InputOf<Op> }): Promise<Usage> {
  const to = input.to ?? new Date();
  const from = input.from ?? new Date(to.getTime() - WEEK_MS);
  const interval = chooseInterval(input.interval, from, to);
  checkRange(from, to, interval);
  const scope: Scope = {
    from,
    to,
    groupBy: input.groupBy,
    workflows: input.workflow ?? null,
    environments: input.environment ?? null,
    models: input.model ?? null,
  };
  return inTransaction(async (db) => {
    await db.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const now = new Date();
    const buckets = await bucketStarts(db, { from, to, tz: input.tz }, interval);
    const authority = await authorityAt(db, scope);
    const speaking = [...new Set(authority.flatMap(({ runs, cost }) => [runs, cost]).filter((id) => id !== null))];
    const totals = await totalsOf(db, scope);
    return {
      from,
      to,
      tz: input.tz,
      interval,
      groupBy: input.groupBy,
      series: await seriesOf(db, scope, { buckets, now, top: input.top, totals }),
      totals,
      previous: await previousOf(db, scope, input.tz, now),
      evaluation: await evaluations(db, scope),
      failures: await failures(db, scope),
      authority,
      restatements: await restatements(db, scope, input.tz),
      asOf: now,
      completeThrough: await completeThrough(db, speaking),
    };
  });
}

/** Totals are the runs', whatever they are grouped by: a run that used two models is one. */
async function totalsOf(db: Queryable, scope: Scope): Promise<Figures> {
  const whole: Cut = { starts: null, top: null, whole: true };
  const ungrouped: Scope = { ...scope, groupBy: "none" };
  const sums = await sumUsage(db, ungrouped, whole);
  const { durations, exact } = await durationsOf(db, ungrouped, whole, sums);
  return figuresOf(sums[0], durations[0], exact);
}

async function previousOf(db: Queryable, scope: Scope, tz: string, now: Date): Promise<Usage["previous"]> {
  const before = await periodBefore(db, { from: scope.from, to: scope.to, tz }, now);
  return { ...before, ...(await totalsOf(db, { ...scope, ...before })) };
}

interface SeriesCut {
  buckets: Buckets;
  now: Date;
  top: number;
  /** Of the whole scope: what a single series adds up to. */
  totals: Figures;
}

async function seriesOf(
  db: Queryable,
  scope: Scope,
  { buckets, now, top, totals }: SeriesCut,
): Promise<Usage["series"]> {
  const { starts } = buckets;
  const keys = await topKeys(db, scope, top);
  const cut: Cut = { starts, top: keys.top, whole: false };
  const [points, pointDurations] = await summed(db, scope, cut);
  const totalOf = scope.groupBy === "none" ? () => totals : await totalsByKey(db, scope, cut);
  const labels = await labelsOf(db, scope, keys.shown);
  return keys.shown.map((key) => ({
    key,
    label: labels(key),
    points: starts.map((t, bucket) => {
      const end = starts[bucket + 1] ?? buckets.end;
      const place = placeOf(key, bucket);
      const partial = t < scope.from || end > scope.to || end > now;
      return { t, partial, ...figuresOf(points.get(place), pointDurations.rows.get(place), pointDurations.exact) };
    }),
    totals: totalOf(key),
  }));
}

async function totalsByKey(db: Queryable, scope: Scope, cut: Cut): Promise<(key: string) => Figures> {
  const [sums, durations] = await summed(db, scope, { ...cut, starts: null });
  return (key) => figuresOf(sums.get(placeOf(key, 0)), durations.rows.get(placeOf(key, 0)), durations.exact);
}

async function summed(db: Queryable, scope: Scope, cut: Cut) {
  const sums = await sumUsage(db, scope, cut);
  const { durations, exact } = await durationsOf(db, scope, cut, sums);
  return [byPlace(sums), { rows: byPlace(durations), exact }] as const;
}

/** The keys with the most money, then the most runs, keep their series; the rest is one. */
async function topKeys(db: Queryable, scope: Scope, most: number) {
  if (scope.groupBy === "none") return { top: null, shown: ["all"] };
  const sums = await sumUsage(db, scope, { starts: null, top: null, whole: false });
  const ordered = sums
    .sort((a, b) => Number(b.costUsd) - Number(a.costUsd) || b.runs - a.runs || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key);
  if (ordered.length <= Math.min(most, MOST_SERIES)) return { top: null, shown: ordered };
  const top = ordered.slice(0, Math.min(most, MOST_SERIES - 1));
  return { top, shown: [...top, OTHER] };
}

/** No duration belongs to a model: a run's is that of all its calls. */
async function durationsOf(
  db: Queryable,
  scope: Scope,
  cut: Cut,
  sums: readonly Sums[],
): Promise<{ durations: Durations[]; exact: boolean }> {
  if (scope.groupBy === "model" || scope.groupBy === "provider") return { durations: [], exact: true };
  const ended = sums.reduce((total, { withDuration }) => total + withDuration, 0);
  const exact = ended <= EXACT_UP_TO || scope.groupBy === "agent" || scope.models !== null;
  return { durations: await (exact ? exactDurations : mergedDurations)(db, scope, cut), exact };
}

async function labelsOf(db: Queryable, { groupBy }: Scope, keys: readonly string[]) {
  const names =
    groupBy === "agent" || groupBy === "source" ? await namesOf(db, groupBy, keys) : new Map<string, string>();
  const unnamed = groupBy === "agent" ? "no agent known" : "not attributed";
  return (key: string) => (key === "" ? unnamed : (names.get(key) ?? key));
}
