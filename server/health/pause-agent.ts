import { recordAudit } from "@/server/platform/audit";
import { actorName, type Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { impossible, invalid } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import type { contract } from "./contract";
import { agentState, type LoadedAgent, loadAgent } from "./internal";

type Op = typeof contract.pauseAgent;

/** Pausing a paused agent changes its reason and its end. Throws `impossible` for a retired one. */
export async function pauseAgent({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    const agent = await loadAgent(client, input.id, true);
    if (agent.retired) throw impossible("A retired agent cannot be paused.");
    if (input.until && input.until <= new Date()) {
      throw invalid("The pause would be over already.", [{ path: "until", message: "must lie in the future" }]);
    }
    await client.query(
      `UPDATE agent SET paused_at = CASE WHEN paused_until <= now() THEN now() ELSE coalesce(paused_at, now()) END,
         paused_until = $2, pause_reason = $3, paused_by = $4 WHERE id = $1::uuid`,
      [input.id, input.until ?? null, input.reason, actorName(ctx.actor)],
    );
    await recordAudit(client, ctx, {
      action: "agent.pause",
      object: { type: "agent", id: input.id },
      environment: agent.environment,
      before: pauseFacts(agent),
      after: { reason: input.reason, until: input.until ?? null },
    });
    await notify(client, "agent", [input.id]);
    return agentState(client, input.id);
  });
}

export function pauseFacts(agent: LoadedAgent) {
  return agent.pausedAt ? { reason: agent.pauseReason, until: agent.pausedUntil } : null;
}
