import type { Ctx } from "@/server/platform/context";
import { pool } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { forbidden, impossible, notFound } from "@/server/platform/errors";
import { readUsers, type UserRow } from "./queries/users";

export async function loadUser(db: Queryable, id: string): Promise<UserRow> {
  const [user] = await readUsers(db, { id, limit: 1, after: null });
  if (!user) throw notFound("The user");
  return user;
}

/** Throws `impossible` when the change would leave no admin who can sign in. */
export async function keepOneAdmin(db: Queryable, id: string): Promise<void> {
  const { rows } = await db.query(
    `SELECT id FROM app_user WHERE role = 'admin' AND disabled_at IS NULL AND id <> $1::uuid LIMIT 1 FOR UPDATE`,
    [id],
  );
  if (rows.length === 0) throw impossible("This is the last admin; make another one first.");
}

/** For operations on one's own account. */
export function personOf(ctx: Ctx): { id: string; sessionId: string } {
  if (ctx.actor.kind !== "user") throw forbidden("Only a person has an account.");
  return ctx.actor;
}

/** For routes: 404 before unusable input is judged. */
export async function userExists({ params }: { params: { id: string } }): Promise<void> {
  await loadUser(pool(), params.id);
}
