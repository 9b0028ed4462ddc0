import type { Ctx } from "@/server/platform/context";
import type { AnswerOf } from "@/server/platform/contract";
import { prisma } from "@/server/platform/db";
import type { contract } from "./contract";

export async function listEnvironments(_: { ctx: Ctx }): Promise<AnswerOf<typeof contract.listEnvironments>> {
  const rows = await prisma().environment.findMany({ orderBy: { name: "asc" } });
  const items = rows.map((row) => ({ ...row, zone: row.timeZone }));
  return { items, nextCursor: null, total: items.length, totalIs: "exact" };
}
