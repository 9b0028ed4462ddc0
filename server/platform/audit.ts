import type { Ctx } from "@/server/platform/context";
import { actorName } from "@/server/platform/context";
import type { Queryable } from "@/server/platform/db/transaction";

export interface Deed {
  /** `object.verb`, such as `agent.pause`. */
  action: string;
  object?: { type: string; id: string };
  environment?: string | null;
  before?: unknown;
  after?: unknown;
}

/** The audit row, written in the deed's own transaction: no row, no deed. */
export async function recordAudit(db: Queryable, ctx: Ctx, deed: Deed): Promise<void> {
  const { actor } = ctx;
  await db.query(
    `INSERT INTO audit (at, actor_kind, actor_id, actor_name, action, object_type, object_id, environment, before, after, request_id, ip)
     VALUES (clock_timestamp(), $1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11)`,
    [
      actor.kind,
      "id" in actor ? actor.id : null,
      actorName(actor),
      deed.action,
      deed.object?.type ?? null,
      deed.object?.id ?? null,
      deed.environment ?? null,
      asJson(deed.before),
      asJson(deed.after),
      ctx.requestId,
      ctx.ip,
    ],
  );
}

function asJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
