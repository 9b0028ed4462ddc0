import type { contract } from "@/server/agents/contract";
import { readMirror } from "@/server/agents/queries/registries";
import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { notFound } from "@/server/platform/errors";
import { type GuardedFetch, guardedFetch } from "@/server/platform/http";
import { pollUrl } from "./internal";
import { joinRegistryUrl, splitRegistryUrl } from "./registry-url";
import { readUpstream, UpstreamFault, type UpstreamList } from "./upstream";

type Op = typeof contract.testRegistry;

/** One look at an upstream registry, stored or not yet; it changes nothing. */
export async function testRegistry(
  { ctx, input }: { ctx: Ctx; input: InputOf<Op> },
  http: GuardedFetch = guardedFetch,
): Promise<AnswerOf<Op>> {
  const db = sql(ctx);
  const asked = await askedFor(db, input);
  await recordAudit(db, ctx, { action: "registry.test", after: { url: asked.url } });
  try {
    return whatItLists(await readUpstream(asked.call, { http, signal: ctx.signal }));
  } catch (error) {
    if (error instanceof UpstreamFault) return { ok: false, detail: error.message, agents: null, alive: null };
    throw error;
  }
}

/** `call` holds the credentials; `url` does not. */
async function askedFor(db: Queryable, input: InputOf<Op>): Promise<{ url: string | null; call: string }> {
  if (input.registryId === undefined) {
    const given = splitRegistryUrl(input.url ?? "");
    return { url: given.url, call: joinRegistryUrl(given) };
  }
  const mirror = await readMirror(db, input.registryId);
  if (!mirror) throw notFound(`The mirror ${input.registryId}`);
  return { url: mirror.url, call: await pollUrl(db, mirror) };
}

function whatItLists({ agents, unreadable }: UpstreamList): AnswerOf<Op> {
  const alive = agents.filter(({ isAlive }) => isAlive).length;
  const odd = unreadable > 0 ? `; ${unreadable} of its entries cannot be read as an agent` : "";
  return {
    ok: true,
    detail: `lists ${agents.length} agents, ${alive} of them alive${odd}`,
    agents: agents.length,
    alive,
  };
}
