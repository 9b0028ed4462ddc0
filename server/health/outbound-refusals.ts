import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import { judgeAddress, outboundPolicy, parseIpAddress } from "@/server/platform/http";
import type { contract } from "./contract";
import { type RefusedAgent, refusedAgents } from "./queries/refused-agents";
import { suggestNetwork } from "./suggest-network";

type Op = typeof contract.listOutboundRefusals;

/** Agents that may not be called, each with the network that an admin can allow, if any may be allowed at all. */
export async function listOutboundRefusals({ ctx }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const policy = await outboundPolicy("fleet");
  const judged = (await refusedAgents(sql(ctx))).map((agent) => {
    const text = agent.refusal.split(" ", 1)[0] ?? "";
    const address = parseIpAddress(text);
    const verdict = address && judgeAddress(address, 0, policy);
    return { agent, text, verdict };
  });
  const items = judged
    .filter(({ verdict }) => !verdict?.allowed || verdict === null)
    .map(({ agent, text, verdict }) =>
      refusal(agent, text, verdict !== null && !verdict.allowed && verdict.how === "unlisted"),
    );
  return { items, nextCursor: null, total: items.length, totalIs: "exact" };
}

function refusal({ id, agentId, name, refusal: reason }: RefusedAgent, address: string, allowable: boolean) {
  return { agent: { id, agentId, name }, reason, network: allowable ? suggestNetwork(address) : null };
}
