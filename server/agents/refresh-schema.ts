import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction, sql } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import { type GuardedFetch, guardedFetch } from "@/server/platform/http";
import { callFault } from "./agent-call";
import type { contract } from "./contract";
import { fetchSchema } from "./fetch-schema";
import { loadAgent, mustBeOfTheFleet } from "./internal";
import { keepSchema } from "./queries/keep-schema";

type Op = typeof contract.refreshSchema;

/** Throws `unavailable` when the agent gives no answer; what was known of it stays then. */
export async function refreshSchema(
  { ctx, input }: { ctx: Ctx; input: InputOf<Op> },
  http: GuardedFetch = guardedFetch,
): Promise<AnswerOf<Op>> {
  const agent = await loadAgent(sql(ctx), input.id);
  mustBeOfTheFleet(agent);
  const schema = await fetchSchema(agent.address, { http, signal: ctx.signal }).catch((error: unknown) => {
    throw callFault(error);
  });
  return inTransaction(async (client) => {
    const schemaAt = await keepSchema(client, input.id, schema);
    await recordAudit(client, ctx, {
      action: "agent.refresh-schema",
      object: { type: "agent", id: input.id },
      environment: agent.environment,
    });
    await notify(client, "agent", [input.id]);
    return { schema, schemaAt };
  });
}
