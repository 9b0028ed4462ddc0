import type { contract } from "@/server/agents/contract";
import { endMirror } from "@/server/agents/queries/registries";
import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import { dropSecret } from "@/server/platform/secrets";
import { lockMirror } from "./internal";

type Op = typeof contract.deleteRegistry;

/** Its agents are retired and keep their history. */
export async function deleteRegistry({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    const mirror = await lockMirror(client, input.id);
    const retired = await endMirror(client, input.id);
    if (mirror.secretRef !== null) await dropSecret(client, mirror.secretRef);
    await recordAudit(client, ctx, {
      action: "registry.delete",
      object: { type: "registry", id: input.id },
      environment: mirror.environment,
      before: { name: mirror.name, url: mirror.url, agents: retired.length },
    });
    if (retired.length > 0) await notify(client, "agent", retired);
    await notify(client, "registration");
    return { ok: true };
  });
}
