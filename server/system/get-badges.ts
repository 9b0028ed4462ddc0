import type { Ctx } from "@/server/platform/context";
import { hasRole } from "@/server/platform/context";
import type { AnswerOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import type { contract } from "./contract";

/** What needs a person, counted for the rail. Who knocked is told to those who may let in. */
export async function getBadges({ ctx }: { ctx: Ctx }): Promise<AnswerOf<typeof contract.getBadges>> {
  const { rows } = await sql(ctx).query(
    `SELECT
       (SELECT count(*) FROM agent_now WHERE status IN ('down', 'degraded', 'unknown'))::int AS agents,
       (SELECT count(*) FROM incident WHERE closed_at IS NULL AND acknowledged_at IS NULL AND muted_at IS NULL)::int AS incidents,
       (SELECT count(*) FROM registration WHERE state = 'pending')::int AS connect`,
  );
  const { agents = 0, incidents = 0, connect = 0 } = rows[0] ?? {};
  const knocked = hasRole(ctx.actor, "operator") ? Number(connect) : 0;
  return { agents: Number(agents), incidents: Number(incidents), connect: knocked };
}
