import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import type { contract } from "./contract";
import { allSources } from "./internal";
import { sourceAnswer } from "./source-answer";

type Op = typeof contract.listSources;

/** All of them: sources are few. */
export async function listSources({ ctx }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const now = new Date();
  const items = (await allSources(sql(ctx))).map((source) => sourceAnswer(source, now));
  return { items, nextCursor: null, total: items.length, totalIs: "exact" };
}
