import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction, type Queryable } from "@/server/platform/db";
import { impossible } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import type { contract } from "./contract";
import { loadSource } from "./internal";

type Op = typeof contract.syncSource;

/** Asks the worker that holds the source for a sweep over everything. Throws `impossible` for a paused source. */
export async function syncSource({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    const source = await loadSource(client, input.id);
    if (!source.enabled) throw impossible("The source is paused; enable it first.");
    await askForSync(client, source.id, { allowDeletions: input.allowDeletions });
    await recordAudit(client, ctx, {
      action: "source.sync",
      object: { type: "source", id: source.id },
      environment: source.environment,
      after: { allowDeletions: input.allowDeletions },
    });
    return { ok: true };
  });
}

/** After a restore of what a source reads: it sweeps at once, and what is not there any more goes, for the cause "restored". */
export async function sourceWasReplaced(db: Queryable, sourceId: string): Promise<void> {
  await askForSync(db, sourceId, { allowDeletions: true, replaced: true });
}

async function askForSync(db: Queryable, sourceId: string, request: Record<string, boolean>): Promise<void> {
  await db.query(`UPDATE source SET cursor = cursor || jsonb_build_object('request', $2::jsonb) WHERE id = $1::uuid`, [
    sourceId,
    JSON.stringify(request),
  ]);
  await notify(db, "sync-now", [sourceId]);
}
