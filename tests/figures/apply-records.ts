import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { acquireLease } from "@/server/platform/lease";
import type { SourceRecord } from "@/server/runs/facts/record";
import { applyPage } from "@/server/runs/sync/apply-page";
import { type FencedSource, leaseOf, type Page } from "@/server/runs/sync/page";

export const DEFAULT_ENVIRONMENT = "00000000-0000-7000-8000-000000000001";

/** Holds a source's lease, as a worker does. */
export async function holdSource(id: string, ttlMs = 600_000): Promise<FencedSource> {
  const owner = newId();
  const epoch = await acquireLease(pool(), leaseOf(id), owner, ttlMs);
  if (epoch === null) throw new Error("the lease is another's");
  return { id, environmentId: DEFAULT_ENVIRONMENT, owner, epoch, firstReading: false };
}

export function applyRecords(source: FencedSource, records: readonly SourceRecord[], more: Partial<Page> = {}) {
  return applyPage(source, { loop: "test", records, ...more }, new Date());
}

const ROLLUPS = ["rollup_15m", "rollup_hist_15m", "rollup_model_15m"];

/** All rollup rows of a source as sorted text, to compare whole states. */
export async function rollupsOf(sourceId: string): Promise<string[]> {
  const all: string[] = [];
  for (const table of ROLLUPS) {
    const { rows } = await pool().query<{ row: string }>(
      `SELECT '${table} ' || r::text AS row FROM ${table} r WHERE source_id = $1 ORDER BY 1`,
      [sourceId],
    );
    all.push(...rows.map(({ row }) => row));
  }
  return all;
}
