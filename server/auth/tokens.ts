import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import { actorName } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction, pool, sql } from "@/server/platform/db";
import { invalid, notFound } from "@/server/platform/errors";
import { newToken } from "@/server/platform/identity";
import { newId } from "@/server/platform/ids";
import { cutPage, idAfter } from "@/server/platform/keyset";
import { resolveEnvironment } from "@/server/system";
import type { contract } from "./contract";
import { readTokens } from "./queries/tokens";

export async function listTokens({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InputOf<typeof contract.listTokens>;
}): Promise<AnswerOf<typeof contract.listTokens>> {
  const rows = await readTokens(sql(ctx), { ...input, limit: input.limit + 1, after: idAfter(input.cursor) });
  return { ...cutPage(rows, input.limit), total: null, totalIs: "atLeast" };
}

type Create = typeof contract.createToken;

/** The token itself is in this answer and nowhere else: only its hash is kept. */
export async function createToken({ ctx, input }: { ctx: Ctx; input: InputOf<Create> }): Promise<AnswerOf<Create>> {
  if (input.expiresAt && input.expiresAt <= new Date())
    throw invalid("The token would have ended already.", [{ path: "expiresAt", message: "lies in the past" }]);
  const id = newId();
  const made = newToken(input.kind);
  return inTransaction(async (client) => {
    const agent = input.kind === "agent" ? input : null;
    const environment = agent ? await resolveEnvironment(client, agent.environment, { create: true }) : null;
    await client.query(
      `INSERT INTO token (id, kind, name, role, environment_id, networks, max_agents, prefix, token_hash, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        input.kind,
        input.name,
        input.kind === "api" ? input.role : null,
        environment?.id ?? null,
        agent?.networks ?? [],
        agent?.maxAgents ?? null,
        made.prefix,
        made.hash,
        actorName(ctx.actor),
        input.expiresAt ?? null,
      ],
    );
    const [item] = await readTokens(client, { id, limit: 1 });
    if (!item) throw notFound("The token");
    const after = { kind: item.kind, name: item.name, role: item.role, environment: item.environment };
    await recordAudit(client, ctx, {
      action: "token.create",
      object: { type: "token", id },
      environment: item.environment,
      after,
    });
    return { token: made.token, item };
  });
}

export async function revokeToken({ ctx, input }: { ctx: Ctx; input: InputOf<typeof contract.revokeToken> }) {
  return inTransaction(async (client) => {
    const { rowCount } = await client.query(`UPDATE token SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1`, [
      input.id,
    ]);
    if (rowCount !== 1) throw notFound("The token");
    await recordAudit(client, ctx, { action: "token.revoke", object: { type: "token", id: input.id } });
    return { ok: true as const };
  });
}

/** For routes: 404 before unusable input is judged. */
export async function tokenExists({ params }: { params: { id: string } }): Promise<void> {
  const [token] = await readTokens(pool(), { id: params.id, revoked: true, limit: 1 });
  if (!token) throw notFound("The token");
}
