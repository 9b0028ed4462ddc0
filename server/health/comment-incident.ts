import { recordAudit } from "@/server/platform/audit";
import { actorName, type Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import type { contract } from "./contract";
import { addIncidentEvent } from "./incident-events";
import { loadIncident } from "./incidents";

type Op = typeof contract.commentIncident;

/** Closed incidents take comments too: what was learnt is written afterwards. */
export async function commentIncident({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    const { environment } = await loadIncident(client, input.id);
    const event = { id: input.id, kind: "comment", actor: actorName(ctx.actor), text: input.text } as const;
    await addIncidentEvent(client, event);
    await recordAudit(client, ctx, {
      action: "incident.comment",
      object: { type: "incident", id: input.id },
      environment,
      after: { text: input.text },
    });
    await notify(client, "incident", [input.id]);
    return loadIncident(client, input.id);
  });
}
