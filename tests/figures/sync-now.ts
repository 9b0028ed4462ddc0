import { systemClock } from "@/server/platform/clock";
import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { acquireLease } from "@/server/platform/lease";
import { leaseOf } from "@/server/runs/sync/page";
import { runCycle } from "@/server/runs/sync/run-cycle";
import { DEFAULT_ENVIRONMENT } from "./apply-records";

export async function insertSource(kind: "mlflow" | "postgres", url: string, options: Record<string, unknown> = {}) {
  const id = newId();
  await pool().query(
    `INSERT INTO source (id, kind, name, url, environment_id, options) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, kind, `${kind} ${id.slice(-6)}`, url, DEFAULT_ENVIRONMENT, options],
  );
  return id;
}

/** One whole cycle under a lease of its own; throws what the source says is wrong. */
export async function syncNow(sourceId: string, request?: { allowDeletions?: boolean }) {
  const owner = newId();
  await pool().query(`UPDATE lease SET owner = NULL, expires_at = NULL WHERE name = $1`, [leaseOf(sourceId)]);
  const epoch = await acquireLease(pool(), leaseOf(sourceId), owner, 600_000);
  if (epoch === null) throw new Error("the lease is another's");
  if (request)
    await pool().query(`UPDATE source SET cursor = cursor || jsonb_build_object('request', $2::jsonb) WHERE id = $1`, [
      sourceId,
      JSON.stringify(request),
    ]);
  const end = await runCycle({ sourceId, owner, epoch }, systemClock, new AbortController().signal);
  if (end === "ok") return;
  const { rows } = await pool().query(`SELECT last_error FROM source WHERE id = $1`, [sourceId]);
  throw new Error(`the sync ended ${end}: ${rows[0]?.last_error}`);
}
