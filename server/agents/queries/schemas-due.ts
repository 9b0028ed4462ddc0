import type { AgentAddress } from "@/server/agents/effective-address";
import type { Queryable } from "@/server/platform/db/transaction";

export interface SchemaDue {
  id: string;
  address: AgentAddress;
}

/**
 * Agents whose schema was never read, or was read before they changed what they say of themselves. Only those whose last
 * probe was answered: the others would not answer this either.
 */
export async function schemasDue(db: Queryable, except: readonly string[], most: number): Promise<SchemaDue[]> {
  const { rows } = await db.query(
    `SELECT a.id::text, a.scheme, a.registered_host, a.registered_port, a.base_path, a.address_override
     FROM agent a JOIN agent_verdict v ON v.agent_id = a.id
     WHERE v.probe_ok AND a.retired_at IS NULL AND a.paused_at IS NULL AND a.id <> ALL ($1::uuid[])
       AND (a.schema_at IS NULL OR EXISTS (
         SELECT 1 FROM agent_change c WHERE c.agent_id = a.id AND c.at > a.schema_at
           AND c.field IN ('version', 'metadata', 'host', 'port', 'address')))
     ORDER BY a.schema_at NULLS FIRST, a.id LIMIT $2`,
    [except, most],
  );
  return rows.map((row) => ({
    id: String(row.id),
    address: {
      scheme: String(row.scheme),
      host: String(row.registered_host),
      port: Number(row.registered_port),
      basePath: String(row.base_path),
      override: row.address_override === null ? null : String(row.address_override),
    },
  }));
}
