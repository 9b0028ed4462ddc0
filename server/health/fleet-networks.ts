import { recordAudit } from "@/server/platform/audit";
import { actorName, type Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction, sql } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { env } from "@/server/platform/env";
import { impossible, invalid } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import { ALLOWED_NETWORKS_KEY, forgetOutboundPolicies, judgeAddress, outboundPolicy } from "@/server/platform/http";
import type { contract } from "./contract";
import { refusedAgents } from "./queries/refused-agents";
import { readNetwork } from "./suggest-network";

type List = typeof contract.listFleetNetworks;
type Allow = typeof contract.allowFleetNetwork;
type Forbid = typeof contract.forbidFleetNetwork;

/** `configured` comes from MUSTER_FLEET_NETWORKS and changes with it alone; `allowed` is what admins added. */
export async function listFleetNetworks({ ctx }: { ctx: Ctx; input: InputOf<List> }): Promise<AnswerOf<List>> {
  return { configured: env().fleetNetworks, allowed: await readAllowed(sql(ctx)) };
}

/** Lets agents of a network be called, and has those that were refused looked at at once. */
export async function allowFleetNetwork({ ctx, input }: { ctx: Ctx; input: InputOf<Allow> }): Promise<AnswerOf<Allow>> {
  const canonical = await checkedNetwork(input.network);
  return change(ctx, "network.allow", (networks) => [
    ...networks.filter((network) => network !== canonical),
    canonical,
  ]);
}

/** Taking away what was never allowed changes nothing. */
export async function forbidFleetNetwork({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InputOf<Forbid>;
}): Promise<AnswerOf<Forbid>> {
  const canonical = readNetwork(input.network)?.canonical ?? input.network;
  return change(ctx, "network.forbid", (networks) => networks.filter((network) => network !== canonical));
}

async function checkedNetwork(text: string): Promise<string> {
  const read = readNetwork(text);
  if (!read) {
    throw invalid("That is no network.", [{ path: "network", message: "must be a network such as 203.0.113.0/24" }]);
  }
  const verdict = judgeAddress(read.network, 0, await outboundPolicy("fleet"));
  if (!verdict.allowed && verdict.how === "never") throw impossible(`No setting opens it: ${text} ${verdict.reason}.`);
  return read.canonical;
}

async function change(ctx: Ctx, action: string, edit: (networks: string[]) => string[]): Promise<AnswerOf<Allow>> {
  const allowed = await inTransaction(async (client) => {
    await client.query(`INSERT INTO setting (key, value) VALUES ($1, '[]') ON CONFLICT DO NOTHING`, [
      ALLOWED_NETWORKS_KEY,
    ]);
    await client.query(`SELECT 1 FROM setting WHERE key = $1 FOR UPDATE`, [ALLOWED_NETWORKS_KEY]);
    const before = await readAllowed(client);
    const after = edit(before);
    await client.query(`UPDATE setting SET value = $2, updated_at = now(), updated_by = $3 WHERE key = $1`, [
      ALLOWED_NETWORKS_KEY,
      JSON.stringify(after),
      actorName(ctx.actor),
    ]);
    await recordAudit(client, ctx, { action, object: { type: "setting", id: ALLOWED_NETWORKS_KEY }, before, after });
    const refused = (await refusedAgents(client)).map(({ id }) => id);
    if (refused.length > 0) await notify(client, "probe-now", refused.slice(0, 100));
    return after;
  });
  forgetOutboundPolicies();
  return { configured: env().fleetNetworks, allowed };
}

async function readAllowed(db: Queryable): Promise<string[]> {
  const { rows } = await db.query(`SELECT value FROM setting WHERE key = $1`, [ALLOWED_NETWORKS_KEY]);
  const value = rows[0]?.value;
  return Array.isArray(value) ? value.filter((network): network is string => typeof network === "string") : [];
}
