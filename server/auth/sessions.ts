import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction, sql } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { notFound } from "@/server/platform/errors";
import type { contract } from "./contract";
import { loadUser, personOf } from "./internal";
import { readSessions } from "./queries/sessions";
import { revokeSessionsIn } from "./revoke-sessions";

type List = AnswerOf<typeof contract.listMySessions>;

export async function listMySessions({ ctx }: { ctx: Ctx }): Promise<List> {
  const me = personOf(ctx);
  return sessionsOf(sql(ctx), me.id, me.sessionId);
}

export async function listUserSessions({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InputOf<typeof contract.listUserSessions>;
}): Promise<List> {
  const db = sql(ctx);
  await loadUser(db, input.id);
  return sessionsOf(db, input.id, ctx.actor.kind === "user" ? ctx.actor.sessionId : null);
}

async function sessionsOf(db: Queryable, userId: string, current: string | null): Promise<List> {
  const items = (await readSessions(db, userId)).map((row) => ({ ...row, current: row.id === current }));
  return { items, nextCursor: null, total: items.length, totalIs: "exact" };
}

export async function revokeMySession({ ctx, input }: { ctx: Ctx; input: InputOf<typeof contract.revokeMySession> }) {
  const me = personOf(ctx);
  return inTransaction(async (client) => {
    await loadMine(client, me.id, input.id);
    await revokeSessionsIn(client, { sessionIds: [input.id] });
    await recordAudit(client, ctx, { action: "session.revoke", object: { type: "session", id: input.id } });
    return { ok: true as const };
  });
}

/** For routes: another's session is as good as none. */
export async function mySessionExists({ ctx, params }: { ctx: Ctx; params: { id: string } }): Promise<void> {
  await loadMine(sql(ctx), personOf(ctx).id, params.id);
}

async function loadMine(db: Queryable, userId: string, sessionId: string): Promise<void> {
  const mine = await readSessions(db, userId);
  if (!mine.some(({ id }) => id === sessionId)) throw notFound("The session");
}

export async function revokeUserSessions({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InputOf<typeof contract.revokeUserSessions>;
}) {
  return inTransaction(async (client) => {
    await loadUser(client, input.id);
    await revokeSessionsIn(client, { userId: input.id });
    await recordAudit(client, ctx, { action: "session.revoke_all", object: { type: "user", id: input.id } });
    return { ok: true as const };
  });
}
