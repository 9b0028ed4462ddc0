import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import { actorName } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import { newId } from "@/server/platform/ids";
import type { contract } from "./contract";
import { resolveEnvironment } from "./environments";

type Op = typeof contract.recordRelease;

/** A release is a mark on every chart of its environment. */
export async function recordRelease({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const id = newId();
  const at = input.at ?? new Date();
  return inTransaction(async (client) => {
    const environment = await resolveEnvironment(client, input.environment, { create: true });
    const by = actorName(ctx.actor);
    const workflow = input.workflow ?? null;
    await client.query(
      `INSERT INTO release (id, environment_id, workflow, version, at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, environment.id, workflow, input.version, at, by],
    );
    const title = workflow === null ? `${input.version} released` : `${workflow} ${input.version} released`;
    await client.query(
      `INSERT INTO annotation (id, at, kind, title, environment_id, workflow, object_type, object_id, created_by)
       VALUES ($1, $2, 'release', $3, $4, $5, 'release', $6, $7)`,
      [newId(), at, title, environment.id, workflow, id, by],
    );
    const after = { version: input.version, workflow };
    await recordAudit(client, ctx, {
      action: "release.record",
      object: { type: "release", id },
      environment: environment.name,
      after,
    });
    await notify(client, "checklist");
    return { id, environment: environment.name, workflow, version: input.version, at };
  });
}
