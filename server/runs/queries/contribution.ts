import type { Queryable } from "@/server/platform/db";

const RUN_SUMS = [
  "runs",
  "pending",
  "running",
  "completed",
  "failed",
  "killed",
  "abandoned",
  "unknown",
  "with_duration",
  "duration_ms",
  "cost_reported_n",
  "cost_estimated_n",
  "cost_unknown_n",
  "cost_reported",
  "cost_estimated",
  "input_tokens",
  "output_tokens",
];

const MODEL_SUMS = [
  "runs",
  "failed",
  "calls",
  "cost_reported_n",
  "cost_estimated_n",
  "cost_unknown_n",
  "cost_reported",
  "cost_estimated",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
];

interface Rollup {
  table: string;
  view: string;
  key: string[];
  sums: { column: string; of: string }[];
  /** A row whose sum of this is zero holds nothing. */
  empty: string;
  only: string;
}

const sumsOf = (columns: string[]) => columns.map((column) => ({ column, of: `sum(${column})` }));

const ROLLUPS: Rollup[] = [
  {
    table: "rollup_15m",
    view: "run_contribution",
    key: ["source_id", "workflow_id", "bucket"],
    sums: sumsOf(RUN_SUMS),
    empty: "r.runs + r.cost_reported_n + r.cost_estimated_n + r.cost_unknown_n = 0",
    only: "true",
  },
  {
    table: "rollup_hist_15m",
    view: "run_contribution",
    key: ["source_id", "workflow_id", "bucket", "k"],
    sums: [{ column: "n", of: "count(*)" }],
    empty: "r.n = 0",
    only: "k IS NOT NULL",
  },
  {
    table: "rollup_model_15m",
    view: "model_contribution",
    key: ["source_id", "workflow_id", "provider", "model", "bucket"],
    sums: sumsOf(MODEL_SUMS),
    empty: "r.cost_reported_n + r.cost_estimated_n + r.cost_unknown_n = 0",
    only: "true",
  },
];

/** Adds what the runs contribute to every rollup. */
export async function applyContribution(db: Queryable, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return;
  for (const rollup of ROLLUPS) {
    const add = rollup.sums.map(({ column }) => `${column} = r.${column} + excluded.${column}`).join(", ");
    await db.query(
      `INSERT INTO ${rollup.table} AS r (${columnsOf(rollup)}) ${sumOf(rollup, "run_id = ANY($1)")}
       ON CONFLICT (${rollup.key.join(", ")}) DO UPDATE SET ${add}`,
      [runIds],
    );
  }
}

/** Takes away what the runs contribute as they stand now; called before they change. */
export async function retractContribution(db: Queryable, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return;
  for (const rollup of ROLLUPS) {
    const take = rollup.sums.map(({ column }) => `${column} = r.${column} - old.${column}`).join(", ");
    const same = rollup.key.map((column) => `r.${column} = old.${column}`).join(" AND ");
    await db.query(
      `WITH old AS (${sumOf(rollup, "run_id = ANY($1)")}) UPDATE ${rollup.table} r SET ${take} FROM old WHERE ${same}`,
      [runIds],
    );
  }
}

/** Removes rows of the given buckets that hold nothing any more, so that rollups equal a rebuild. */
export async function dropEmptyBuckets(db: Queryable, sourceId: string, buckets: readonly Date[]): Promise<void> {
  if (buckets.length === 0) return;
  for (const { table, empty } of ROLLUPS)
    await db.query(`DELETE FROM ${table} r WHERE r.source_id = $1 AND r.bucket = ANY($2::timestamptz[]) AND ${empty}`, [
      sourceId,
      buckets,
    ]);
}

/** Makes a source's rollups anew out of its facts: the repair, and the proof that deltas lose nothing. */
export async function rebuildRollups(db: Queryable, sourceId: string): Promise<void> {
  for (const rollup of ROLLUPS) {
    await db.query(`DELETE FROM ${rollup.table} WHERE source_id = $1`, [sourceId]);
    await db.query(`INSERT INTO ${rollup.table} (${columnsOf(rollup)}) ${sumOf(rollup, "source_id = $1")}`, [sourceId]);
  }
}

const columnsOf = ({ key, sums }: Rollup) => [...key, ...sums.map(({ column }) => column)].join(", ");

function sumOf({ view, key, sums, only }: Rollup, which: string): string {
  const columns = [...key, ...sums.map(({ column, of }) => `${of} AS ${column}`)].join(", ");
  return `SELECT ${columns} FROM ${view} WHERE ${which} AND ${only} GROUP BY ${key.join(", ")} ORDER BY ${key.join(", ")}`;
}
