import {
  markPurged,
  noteMirrorChanges,
  readMirrored,
  stampMirrored,
  writeMirrored,
} from "@/server/agents/queries/mirrored-agents";
import { readMirror, stampPoll } from "@/server/agents/queries/registries";
import { retireAgents } from "@/server/agents/queries/retire-agents";
import { inTransaction, pool } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { AppError } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import type { GuardedFetch } from "@/server/platform/http";
import { assertFence } from "@/server/platform/lease";
import { pollUrl } from "./internal";
import { planMirror } from "./plan-mirror";
import { readUpstream, UpstreamFault, type UpstreamList } from "./upstream";

type Poll = {
  id: string;
  owner: string;
  /** Lease name → epoch. */
  fence: ReadonlyMap<string, bigint>;
  http: GuardedFetch;
  signal: AbortSignal;
};

/** Reads an upstream registry once and mirrors what it lists, fenced. What went wrong is kept with the registry. */
export async function pollMirror(poll: Poll): Promise<void> {
  const mirror = await readMirror(pool(), poll.id);
  if (!mirror?.environmentId) return;
  const { environmentId } = mirror;
  const result = await readOrFault(async () => readUpstream(await pollUrl(pool(), mirror), poll));
  await inTransaction(async (client) => {
    await assertFence(client, poll.fence, poll.owner);
    // What was read is of the upstream that was asked; an admin may have named another one meanwhile.
    if ((await readMirror(client, poll.id, true))?.url !== mirror.url) return;
    const at = await databaseNow(client);
    const list = "agents" in result ? result : null;
    const touched = list ? await takeOver(client, { id: poll.id, environmentId }, list, at) : [];
    const error = "error" in result ? result.error : null;
    const turned = await stampPoll(client, poll.id, { okAt: list ? at : null, error });
    if (touched.length > 0) await notify(client, "agent", touched);
    if (turned) await notify(client, "registration");
  });
}

async function readOrFault(read: () => Promise<UpstreamList>): Promise<UpstreamList | { error: string }> {
  try {
    return await read();
  } catch (error) {
    // A credential that cannot be opened is told like an upstream that is away: in words, on the page.
    if (error instanceof UpstreamFault || error instanceof AppError) return { error: error.message };
    throw error;
  }
}

/** Answers the agents that others should look at again. */
async function takeOver(
  db: Queryable,
  mirror: { id: string; environmentId: string },
  { agents }: UpstreamList,
  at: Date,
): Promise<string[]> {
  const plan = planMirror(await readMirrored(db, mirror.id), agents, at);
  const { written, aliveIds } = await writeMirrored(db, mirror, plan.writes);
  if (plan.changes.length > 0) await noteMirrorChanges(db, plan.changes);
  await stampMirrored(db, [...new Set([...plan.aliveIds, ...aliveIds])], at);
  if (plan.deregistered.length > 0) await retireAgents(db, plan.deregistered, "deregistered upstream");
  const marked = await markPurged(db, mirror.id, plan.purged);
  return [...new Set([...written, ...plan.deregistered, ...marked])];
}

async function databaseNow(db: Queryable): Promise<Date> {
  const { rows } = await db.query(`SELECT clock_timestamp() AS now`);
  const now = rows[0]?.now;
  if (!(now instanceof Date)) throw new Error("the database did not tell the time");
  return now;
}
