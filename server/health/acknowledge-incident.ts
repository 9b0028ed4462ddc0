import { recordAudit } from "@/server/platform/audit";
import { actorName, type Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import type { contract } from "./contract";
import { addIncidentEvent } from "./incident-events";
import { loadIncident } from "./incidents";

type Op = typeof contract.acknowledgeIncident;

/** The first acknowledgement stands; a later one changes nothing and answers the incident as it is. */
export async function acknowledgeIncident({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    const by = actorName(ctx.actor);
    const { rows } = await client.query(
      `UPDATE incident SET acknowledged_at = now(), acknowledged_by = $2 WHERE id = $1::uuid AND acknowledged_at IS NULL
       RETURNING id`,
      [input.id, by],
    );
    if (rows.length > 0) {
      await addIncidentEvent(client, { id: input.id, kind: "acknowledged", actor: by, text: "" });
      const { environment } = await loadIncident(client, input.id);
      const object = { type: "incident", id: input.id };
      await recordAudit(client, ctx, { action: "incident.acknowledge", object, environment });
      await notify(client, "incident", [input.id]);
    }
    return loadIncident(client, input.id);
  });
}
