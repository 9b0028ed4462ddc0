import type { Queryable } from "@/server/platform/db/transaction";

export interface HealthFacts {
  mlflow: "connected" | "disconnected" | "not_configured";
  /** Processes seen in the last 15 s. */
  roles: { web: number; registry: number; worker: number };
}

/** What `/health` rests on; the sources' state is what their last sync found. */
export async function readHealthFacts(db: Queryable): Promise<HealthFacts> {
  const { rows } = await db.query(
    `SELECT
       (SELECT count(*) FROM source WHERE kind = 'mlflow' AND enabled)::int AS sources,
       (SELECT count(*) FROM source WHERE kind = 'mlflow' AND enabled AND last_error IS NOT NULL)::int AS failing,
       (SELECT count(*) FROM role_instance WHERE role = 'web' AND seen_at > now() - interval '15 seconds')::int AS web,
       (SELECT count(*) FROM role_instance WHERE role = 'registry' AND seen_at > now() - interval '15 seconds')::int AS registry,
       (SELECT count(*) FROM role_instance WHERE role = 'worker' AND seen_at > now() - interval '15 seconds')::int AS worker`,
  );
  const row = rows[0] ?? {};
  const [sources, failing] = [Number(row.sources), Number(row.failing)];
  const mlflow = sources === 0 ? "not_configured" : failing > 0 ? "disconnected" : "connected";
  return { mlflow, roles: { web: Number(row.web), registry: Number(row.registry), worker: Number(row.worker) } };
}
