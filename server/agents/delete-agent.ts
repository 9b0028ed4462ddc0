import { recordAudit } from "@/server/platform/audit";
import { actorName, type Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { conflict } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import type { contract } from "./contract";
import { loadAgent, lockAgent } from "./internal";
import { isReporting, retireAgents } from "./queries/retire-agents";

type Op = typeof contract.deleteAgent;

/** Its history stays. Throws `conflict` while it reports: it would come back with its next registration. */
export async function deleteAgent({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    await lockAgent(client, input.id);
    const agent = await loadAgent(client, input.id);
    if (agent.retiredAt) return { ok: true };
    if (await isReporting(client, input.id)) throw conflict("The agent is still reporting; pause it or stop it.");
    await retireAgents(client, [input.id], `removed by ${actorName(ctx.actor)}`);
    await recordAudit(client, ctx, {
      action: "agent.delete",
      object: { type: "agent", id: input.id },
      environment: agent.environment,
      before: { agentId: agent.agentId, name: agent.name, url: agent.url },
    });
    await notify(client, "agent", [input.id]);
    return { ok: true };
  });
}
