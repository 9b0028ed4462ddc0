import type { Ctx } from "@/server/platform/context";
import { sql } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { impossible, notFound } from "@/server/platform/errors";
import { readAgent } from "./queries/one-agent";

export type LoadedAgent = NonNullable<Awaited<ReturnType<typeof readAgent>>>;

/** Throws `notFound`. */
export async function loadAgent(db: Queryable, id: string): Promise<LoadedAgent> {
  const agent = await readAgent(db, id);
  if (!agent) throw notFound(`The agent ${id}`);
  return agent;
}

/** For routes: 404 before unusable input is judged. */
export async function fleetAgentExists({ ctx, params }: { ctx: Ctx; params: { id: string } }): Promise<void> {
  await loadAgent(sql(ctx), params.id);
}

/** Holds off other changes of the agent until the transaction ends. */
export async function lockAgent(db: Queryable, id: string): Promise<void> {
  await db.query(`SELECT 1 FROM agent WHERE id = $1::uuid FOR UPDATE`, [id]);
}

/** Throws `impossible` for an agent that is no longer of the fleet: it is not called any more. */
export function mustBeOfTheFleet(agent: LoadedAgent): void {
  if (agent.retiredAt) throw impossible("A retired agent is not called any more.");
}
