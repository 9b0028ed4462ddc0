import type { Ctx } from "@/server/platform/context";
import { sql } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { notFound } from "@/server/platform/errors";
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
