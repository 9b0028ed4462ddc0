import type { AgentSchema } from "@/server/agents/read-schema";
import type { Queryable } from "@/server/platform/db/transaction";

/** Stores what an agent says of its workflow; its name is the agent's workflow from then on. */
export async function keepSchema(db: Queryable, agentId: string, schema: AgentSchema | null): Promise<Date> {
  const { rows } = await db.query(
    `UPDATE agent SET schema = $2::jsonb, schema_at = clock_timestamp(), workflow = coalesce($3, workflow)
     WHERE id = $1::uuid RETURNING schema_at`,
    [agentId, schema === null ? null : JSON.stringify(schema), schema?.workflow ?? null],
  );
  const at = rows[0]?.schema_at;
  return at instanceof Date ? at : new Date();
}
