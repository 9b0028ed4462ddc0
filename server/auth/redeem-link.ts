import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { impossible, invalid } from "@/server/platform/errors";
import { hashToken } from "@/server/platform/identity";
import { newId } from "@/server/platform/ids";
import type { contract } from "./contract";
import { loadUser } from "./internal";
import { hashPassword } from "./password";
import { countUsers } from "./queries/users";
import { revokeSessionsIn } from "./revoke-sessions";

type Op = typeof contract.redeemLink;

/** Throws `impossible` for a link that is unknown, used or too old: which one is not told. */
export async function redeemLink({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const passwordHash = await hashPassword(input.password);
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ purpose: string; userId: string | null }>(
      `UPDATE one_time_link SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now()
       RETURNING purpose, user_id AS "userId"`,
      [hashToken(input.link)],
    );
    const link = rows[0];
    if (!link) throw impossible("This link was used or is too old. Ask an admin for a new one.");
    const email = link.userId
      ? await setPassword(client, ctx, link.userId, passwordHash)
      : await firstAdmin(client, ctx, input, passwordHash);
    return { email };
  });
}

async function setPassword(db: Queryable, ctx: Ctx, userId: string, passwordHash: string): Promise<string> {
  const user = await loadUser(db, userId);
  await db.query(
    `UPDATE app_user SET password_hash = $2, password_changed_at = now(), failed_sign_ins = 0 WHERE id = $1`,
    [userId, passwordHash],
  );
  await revokeSessionsIn(db, { userId });
  await recordAudit(db, ctx, { action: "user.set_password", object: { type: "user", id: userId } });
  return user.email;
}

async function firstAdmin(db: Queryable, ctx: Ctx, input: InputOf<Op>, passwordHash: string): Promise<string> {
  if ((await countUsers(db)) > 0) throw impossible("There is a user already; sign in, or ask an admin.");
  if (!input.email) throw invalid("The first admin needs an e-mail.", [{ path: "email", message: "is missing" }]);
  const id = newId();
  const email = input.email.toLowerCase();
  await db.query(
    `INSERT INTO app_user (id, email, name, role, password_hash, password_changed_at) VALUES ($1, $2, $3, 'admin', $4, now())`,
    [id, email, input.name ?? email, passwordHash],
  );
  await recordAudit(db, ctx, { action: "user.create", object: { type: "user", id }, after: { email, role: "admin" } });
  return email;
}
