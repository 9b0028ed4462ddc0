import type { Queryable } from "@/server/platform/db/transaction";
import { invalid } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";

export interface EnvironmentRow {
  id: string;
  name: string;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;

/** By name, without regard to case. With `create` an unknown one is made; else throws `invalid`. */
export async function resolveEnvironment(
  db: Queryable,
  name: string,
  { create }: { create: boolean },
): Promise<EnvironmentRow> {
  const found = await readEnvironment(db, name);
  if (found) return found;
  const fault = { path: "environment", message: "is not known" };
  if (!create) throw invalid(`There is no environment “${name}”.`, [fault]);
  if (!NAME.test(name))
    throw invalid("The environment's name cannot be used.", [
      { ...fault, message: "must be letters, digits, spaces, dots, dashes; at most 64" },
    ]);
  await db.query(`INSERT INTO environment (id, name) VALUES ($1::uuid, $2) ON CONFLICT DO NOTHING`, [newId(), name]);
  const made = await readEnvironment(db, name);
  if (!made) throw invalid(`The environment “${name}” could not be made.`, [fault]);
  return made;
}

async function readEnvironment(db: Queryable, name: string): Promise<EnvironmentRow | null> {
  const { rows } = await db.query(`SELECT id::text, name FROM environment WHERE lower(name) = lower($1)`, [name]);
  const row = rows[0];
  return row ? { id: String(row.id), name: String(row.name) } : null;
}
