import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import { cutPage, idAfter } from "@/server/platform/keyset";
import type { contract } from "./contract";
import { countUsers, readUsers } from "./queries/users";

type Op = typeof contract.listUsers;

export async function listUsers({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const db = sql(ctx);
  const rows = await readUsers(db, { id: null, limit: input.limit + 1, after: idAfter(input.cursor) });
  return { ...cutPage(rows, input.limit), total: await countUsers(db), totalIs: "exact" };
}
