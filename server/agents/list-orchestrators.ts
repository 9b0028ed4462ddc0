import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import { cutPage, idAfter } from "@/server/platform/keyset";
import type { contract } from "./contract";
import { agentsOfOrchestrators, countOrchestrators, readOrchestrators } from "./queries/orchestrators";

type Op = typeof contract.listOrchestrators;

export async function listOrchestrators({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const db = sql(ctx);
  const environment = input.environment?.map((name) => name.toLowerCase()) ?? null;
  const rows = await readOrchestrators(db, { environment, after: idAfter(input.cursor), limit: input.limit + 1 });
  const page = cutPage(rows, input.limit);
  const registered = await agentsOfOrchestrators(
    db,
    page.items.map(({ id }) => id),
  );
  const items = page.items.map((orchestrator) => {
    const agents = registered.get(orchestrator.id) ?? [];
    return { ...orchestrator, agents, agentCount: agents[0]?.total ?? 0 };
  });
  return { items, nextCursor: page.nextCursor, total: await countOrchestrators(db, environment), totalIs: "exact" };
}
