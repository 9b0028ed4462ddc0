import type { Queryable } from "@/server/platform/db/transaction";

export interface HealthFacts {
  mlflow: "connected" | "disconnected" | "not_configured";
  /** Processes seen in the last 15 s. */
  roles: { web: number; registry: number; worker: number };
}

/** What `/health` rests on. MLflow is connected where a living worker reads every such source, as their last syncs found. */
export async function readHealthFacts(db: Queryable): Promise<HealthFacts> {
  const { rows } = await db.query(
    `SELECT
       (SELECT count(*) FROM source WHERE kind = 'mlflow' AND enabled)::int AS sources,
       (SELECT count(*) FROM source WHERE kind = 'mlflow' AND enabled AND last_error IS NULL AND (last_ok_at IS NOT NULL OR rows_seen > 0))::int AS reading,
       (SELECT count(*) FROM role_instance WHERE role = 'web' AND seen_at > now() - interval '15 seconds')::int AS web,
       (SELECT count(*) FROM role_instance WHERE role = 'registry' AND seen_at > now() - interval '15 seconds')::int AS registry,
       (SELECT count(*) FROM role_instance WHERE role = 'worker' AND seen_at > now() - interval '15 seconds')::int AS worker`,
  );
  const row = rows[0] ?? {};
  const [sources, reading, worker] = [Number(row.sources), Number(row.reading), Number(row.worker)];
  const roles = { web: Number(row.web), registry: Number(row.registry), worker };
  if (sources === 0) return { mlflow: "not_configured", roles };
  return { mlflow: reading === sources && worker > 0 ? "connected" : "disconnected", roles };
}
