import type { Queryable } from "@/server/platform/db/transaction";

type Change = {
  name?: string | undefined;
  tags?: string[] | undefined;
  /** null takes it back. */
  addressOverride?: string | null | undefined;
  environmentId?: string | undefined;
  probe?: Record<string, unknown> | undefined;
};

/** What is undefined stays. */
export async function changeAgent(db: Queryable, id: string, change: Change): Promise<void> {
  await db.query(
    `UPDATE agent SET name = coalesce($2, name), tags = coalesce($3::text[], tags),
       address_override = CASE WHEN $4 THEN $5 ELSE address_override END,
       environment_id = coalesce($6::uuid, environment_id), probe = probe || $7::jsonb
     WHERE id = $1::uuid`,
    [
      id,
      change.name ?? null,
      change.tags ? [...new Set(change.tags)] : null,
      change.addressOverride !== undefined,
      change.addressOverride ?? null,
      change.environmentId ?? null,
      JSON.stringify(change.probe ?? {}),
    ],
  );
}

export async function noteAgentChange(
  db: Queryable,
  id: string,
  field: string,
  before: string | null,
  after: string | null,
): Promise<void> {
  await db.query(`INSERT INTO agent_change (agent_id, field, before, after) VALUES ($1::uuid, $2, $3, $4)`, [
    id,
    field,
    before,
    after,
  ]);
}
