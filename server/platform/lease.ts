import type { Queryable } from "@/server/platform/db/transaction";

/** Thrown inside a fenced transaction whose lease has passed to another; the transaction must roll back. */
export class FenceLost extends Error {
  constructor(names: readonly string[]) {
    super(`the lease of ${names.join(", ")} was lost`);
    this.name = "FenceLost";
  }
}

/** Takes the lease if it is free, expired or ours already: its epoch, or null. A change of owner raises the epoch. */
export async function acquireLease(db: Queryable, name: string, owner: string, ttlMs: number): Promise<bigint | null> {
  await db.query(`INSERT INTO lease (name) VALUES ($1) ON CONFLICT DO NOTHING`, [name]);
  const { rows } = await db.query(
    `UPDATE lease SET epoch = CASE WHEN owner = $2::uuid AND expires_at > clock_timestamp() THEN epoch ELSE epoch + 1 END,
       owner = $2::uuid, expires_at = clock_timestamp() + $3 * interval '1 millisecond'
     WHERE name = $1 AND (owner IS NULL OR owner = $2::uuid OR expires_at <= clock_timestamp())
     RETURNING epoch::text`,
    [name, owner, ttlMs],
  );
  const epoch = rows[0]?.epoch;
  return typeof epoch === "string" ? BigInt(epoch) : null;
}

/** Extends the leases we still hold; answers the names that are ours. */
export async function renewLeases(
  db: Queryable,
  names: readonly string[],
  owner: string,
  ttlMs: number,
): Promise<string[]> {
  const { rows } = await db.query(
    `UPDATE lease SET expires_at = clock_timestamp() + $3 * interval '1 millisecond'
     WHERE name = ANY($1) AND owner = $2::uuid AND expires_at > clock_timestamp() RETURNING name`,
    [names, owner, ttlMs],
  );
  return rows.map((row) => String(row.name));
}

/**
 * The first statement of every fenced transaction. The row lock holds off a take-over until we commit;
 * without it the fence leaks under READ COMMITTED.
 */
export async function assertFence(db: Queryable, leases: ReadonlyMap<string, bigint>, owner: string): Promise<void> {
  const names = [...leases.keys()].sort();
  const epochs = names.map((name) => String(leases.get(name)));
  const { rows } = await db.query(
    `SELECT 1 FROM lease JOIN unnest($1::text[], $2::bigint[]) AS held(name, epoch) USING (name, epoch)
     WHERE owner = $3::uuid ORDER BY name FOR SHARE OF lease`,
    [names, epochs, owner],
  );
  if (rows.length !== names.length) throw new FenceLost(names);
}

/** Gives leases back at once, so that another need not wait for their end. */
export async function releaseLeases(db: Queryable, names: readonly string[], owner: string): Promise<void> {
  await db.query(`UPDATE lease SET owner = NULL, expires_at = NULL WHERE name = ANY($1) AND owner = $2::uuid`, [
    names,
    owner,
  ]);
}
