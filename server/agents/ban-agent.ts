import { recordAudit } from "@/server/platform/audit";
import { actorName, type Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import type { contract } from "./contract";
import { lockRegistration } from "./list-registrations";
import { banRegistration } from "./queries/registrations";

type Op = typeof contract.banAgent;

/** From now on this id gets 401 from this address, until an operator admits it after all. */
export async function banAgent({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    const before = await lockRegistration(client, input.id);
    if (before.state === "banned") return before;
    await banRegistration(client, input.id, actorName(ctx.actor));
    await recordAudit(client, ctx, {
      action: "agent.ban",
      object: { type: "registration", id: input.id },
      before: { state: before.state },
      after: { state: "banned", agentId: before.agentId, from: before.from },
    });
    await notify(client, "registration", [input.id]);
    return lockRegistration(client, input.id);
  });
}
