import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import type { contract } from "./contract";
import { agentState, loadAgent } from "./internal";
import { pauseFacts } from "./pause-agent";

type Op = typeof contract.resumeAgent;

/** Resuming an agent that is not paused changes nothing. */
export async function resumeAgent({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    const agent = await loadAgent(client, input.id, true);
    if (!agent.pausedAt) return agentState(client, input.id);
    await client.query(
      `UPDATE agent SET paused_at = NULL, paused_until = NULL, pause_reason = NULL, paused_by = NULL WHERE id = $1::uuid`,
      [input.id],
    );
    // Until the prober has looked, the stored verdict is that of the pause.
    await client.query(
      `UPDATE agent_verdict SET status = 'unknown', reason = 'resumed, not looked at yet', since = now()
        WHERE agent_id = $1::uuid AND status = 'paused'`,
      [input.id],
    );
    await recordAudit(client, ctx, {
      action: "agent.resume",
      object: { type: "agent", id: input.id },
      environment: agent.environment,
      before: pauseFacts(agent),
    });
    await notify(client, "agent", [input.id]);
    return agentState(client, input.id);
  });
}
