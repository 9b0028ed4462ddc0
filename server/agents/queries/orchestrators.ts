import { z } from "zod";
import { agentStatus } from "@/server/agents/contract/shapes";
import type { Queryable } from "@/server/platform/db/transaction";

const row = z.object({
  id: z.string(),
  orchestratorId: z.string(),
  name: z.string(),
  type: z.string(),
  apiEndpoint: z.string(),
  environment: z.string(),
  alive: z.boolean(),
  lastHeartbeatAt: z.date(),
  ttlSeconds: z.number(),
  registeredAt: z.date(),
  retiredAt: z.date().nullable(),
  seenFrom: z.string().nullable(),
});

/** Newest first, by id: it is made at the first registration. */
export async function readOrchestrators(
  db: Queryable,
  { environment, after, limit }: { environment: string[] | null; after: string | null; limit: number },
) {
  const { rows } = await db.query(
    `SELECT o.id::text, o.external_id AS "orchestratorId", o.name, o.type, o.api_endpoint AS "apiEndpoint",
       e.name AS environment, o.last_beat_at AS "lastHeartbeatAt", o.ttl_seconds AS "ttlSeconds",
       o.registered_at AS "registeredAt", o.retired_at AS "retiredAt", o.seen_from AS "seenFrom",
       o.retired_at IS NULL AND clock_timestamp() < o.last_beat_at + o.ttl_seconds * interval '1 second' AS alive
     FROM orchestrator o JOIN environment e ON e.id = o.environment_id
     WHERE ($1::text[] IS NULL OR lower(e.name) = ANY($1::text[])) AND ($2::uuid IS NULL OR o.id < $2::uuid)
     ORDER BY o.id DESC LIMIT $3`,
    [environment, after, limit],
  );
  return rows.map((given) => row.parse(given));
}

export async function countOrchestrators(db: Queryable, environment: string[] | null): Promise<number> {
  const { rows } = await db.query(
    `SELECT count(*)::int AS n FROM orchestrator o JOIN environment e ON e.id = o.environment_id
     WHERE ($1::text[] IS NULL OR lower(e.name) = ANY($1::text[]))`,
    [environment],
  );
  return Number(rows[0]?.n);
}

const registeredRow = z.object({
  orchestrator: z.string(),
  total: z.number(),
  id: z.string(),
  agentId: z.string(),
  name: z.string(),
  status: agentStatus.catch("unknown"),
});

const MOST_SHOWN = 50;

/** The wire does not say who started an agent: it came with the orchestrator's token, or its metadata names it. */
export async function agentsOfOrchestrators(db: Queryable, ids: string[]) {
  const { rows } = await db.query(
    `WITH one AS (SELECT id, token_id, to_json(external_id)::text AS quoted FROM orchestrator WHERE id = ANY($1::uuid[])),
     registered AS (
       SELECT one.id AS orchestrator, a.id FROM one JOIN agent a ON a.token_id = one.token_id WHERE a.retired_at IS NULL
       UNION
       SELECT one.id, a.id FROM agent a JOIN one ON strpos(a.metadata, one.quoted) > 0
       WHERE a.retired_at IS NULL AND a.metadata LIKE '%orchestrator%'),
     ranked AS (
       SELECT r.orchestrator, a.id, a.external_id, a.name, count(*) OVER (PARTITION BY r.orchestrator)::int AS total,
         row_number() OVER (PARTITION BY r.orchestrator ORDER BY a.registered_at DESC, a.id DESC) AS place
       FROM registered r JOIN agent a USING (id))
     SELECT k.orchestrator::text, k.total, k.id::text, k.external_id AS "agentId", k.name, n.status
     FROM ranked k JOIN agent_now n ON n.agent_id = k.id WHERE k.place <= $2 ORDER BY k.orchestrator, k.place`,
    [ids, MOST_SHOWN],
  );
  const byOrchestrator = new Map<string, z.output<typeof registeredRow>[]>();
  for (const given of rows) {
    const agent = registeredRow.parse(given);
    byOrchestrator.set(agent.orchestrator, [...(byOrchestrator.get(agent.orchestrator) ?? []), agent]);
  }
  return byOrchestrator;
}
