import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import { impossible, invalid } from "@/server/platform/errors";
import { type GuardedFetch, guardedFetch } from "@/server/platform/http";
import { lookAt } from "./agent-call";
import type { contract } from "./contract";
import { displayUrl, effectiveAddress } from "./effective-address";
import { loadAgent } from "./internal";
import { likelyAddress } from "./likely-address";

type Op = typeof contract.tryAddress;

/** One guarded look that changes nothing. Throws `impossible` where no address is given and none is likely. */
export async function tryAddress(
  { ctx, input }: { ctx: Ctx; input: InputOf<Op> },
  http: GuardedFetch = guardedFetch,
): Promise<AnswerOf<Op>> {
  const db = sql(ctx);
  const agent = await loadAgent(db, input.id);
  const override = input.address ?? likelyAddress(agent);
  if (override === null)
    throw impossible("It registered from the address that is in use; there is no other likely one.");
  const address = effectiveAddress({ ...agent.address, override });
  if (displayUrl(address) === null)
    throw invalid("The address cannot be used.", [{ path: "address", message: "is no address" }]);
  await recordAudit(db, ctx, {
    action: "agent.try-address",
    object: { type: "agent", id: input.id },
    environment: agent.environment,
    after: { address: override },
  });
  const look = await lookAt(address, agent.probeSettings.path, { http, signal: ctx.signal });
  return { ...look, address: override };
}
