import type { Address } from "@/server/agents/effective-address";
import type { Queryable } from "@/server/platform/db/transaction";

export const MANUAL_REGISTRY = "00000000-0000-7000-8000-000000000003";

/** An agent that was added by hand is known by its URL. Locks it. */
export async function readManualAgent(
  db: Queryable,
  url: string,
): Promise<{ id: string; retiredAt: Date | null } | null> {
  const { rows } = await db.query(
    `SELECT id::text, retired_at FROM agent WHERE registry_id = $1::uuid AND external_id = $2 FOR UPDATE`,
    [MANUAL_REGISTRY, url],
  );
  const [row] = rows;
  return row ? { id: String(row.id), retiredAt: row.retired_at instanceof Date ? row.retired_at : null } : null;
}

type Wish = { id: string; url: string; name: string; address: Address; environmentId: string; tags: string[] };

/** A retired one comes back with what is said now. */
export async function writeManualAgent(
  db: Queryable,
  { id, url, name, address, environmentId, tags }: Wish,
): Promise<string> {
  const { rows } = await db.query(
    `INSERT INTO agent (id, registry_id, external_id, name, environment_id, scheme, registered_host, registered_port,
       base_path, tags)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5::uuid, $6, $7, $8, $9, $10)
     ON CONFLICT (registry_id, external_id) DO UPDATE SET name = excluded.name, environment_id = excluded.environment_id,
       tags = excluded.tags, address_override = NULL, registered_at = now(), retired_at = NULL, retired_reason = NULL
     RETURNING id::text`,
    [id, MANUAL_REGISTRY, url, name, environmentId, address.scheme, address.host, address.port, address.basePath, tags],
  );
  return String(rows[0]?.id);
}
