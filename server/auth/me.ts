import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction, sql } from "@/server/platform/db";
import { impossible, unauthorized } from "@/server/platform/errors";
import { GUESS_LIMIT, spend } from "@/server/platform/rate-limit";
import type { contract } from "./contract";
import { loadUser, personOf } from "./internal";
import { hashPassword, passwordMatches } from "./password";
import { revokeSessionsIn } from "./revoke-sessions";

export async function getMe({ ctx }: { ctx: Ctx }): Promise<AnswerOf<typeof contract.getMe>> {
  const { actor } = ctx;
  if (actor.kind === "token") return { kind: "token", id: actor.id, name: actor.name, email: null, role: actor.role };
  if (actor.kind !== "user") throw unauthorized();
  const { id, name, email, role } = await loadUser(sql(ctx), actor.id);
  return { kind: "user", id, name, email, role };
}

export async function updateMe({ ctx, input }: { ctx: Ctx; input: InputOf<typeof contract.updateMe> }) {
  const me = personOf(ctx);
  return inTransaction(async (client) => {
    await client.query(`UPDATE app_user SET name = $2 WHERE id = $1`, [me.id, input.name]);
    await recordAudit(client, ctx, {
      action: "user.rename",
      object: { type: "user", id: me.id },
      after: { name: input.name },
    });
    return { ok: true as const };
  });
}

/** Ends the person's other sessions. Throws `impossible` when the current password is wrong. */
export async function changeMyPassword({ ctx, input }: { ctx: Ctx; input: InputOf<typeof contract.changeMyPassword> }) {
  const me = personOf(ctx);
  if ((await spend(`guess:${me.id}`, GUESS_LIMIT)) > 0) throw impossible("Too many tries; wait some minutes.");
  const { rows } = await sql(ctx).query(`SELECT password_hash FROM app_user WHERE id = $1`, [me.id]);
  const stored = rows[0]?.password_hash;
  if (!(await passwordMatches(typeof stored === "string" ? stored : null, input.current)))
    throw impossible("The current password is wrong.", [{ path: "current", message: "is wrong" }]);
  const passwordHash = await hashPassword(input.next);
  return inTransaction(async (client) => {
    await client.query(`UPDATE app_user SET password_hash = $2, password_changed_at = now() WHERE id = $1`, [
      me.id,
      passwordHash,
    ]);
    await revokeSessionsIn(client, { userId: me.id, except: me.sessionId });
    await recordAudit(client, ctx, { action: "user.change_password", object: { type: "user", id: me.id } });
    return { ok: true as const };
  });
}
