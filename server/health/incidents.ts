import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { decodeCursor, encodeCursor } from "@/server/platform/cursor";
import { sql } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { invalid, notFound } from "@/server/platform/errors";
import type { contract } from "./contract";
import { countIncidents, type IncidentRow, readIncident, readIncidents } from "./queries/incidents";

type List = typeof contract.listIncidents;
type Get = typeof contract.getIncident;

export async function listIncidents({ ctx, input }: { ctx: Ctx; input: InputOf<List> }): Promise<AnswerOf<List>> {
  const db = sql(ctx);
  const rows = await readIncidents(db, input, { limit: input.limit + 1, before: numberBefore(input.cursor) });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const nextCursor = rows.length > input.limit && last ? encodeCursor([last.number]) : null;
  return { items, nextCursor, total: await countIncidents(db, input), totalIs: "exact" };
}

export async function getIncident({ ctx, input }: { ctx: Ctx; input: InputOf<Get> }): Promise<AnswerOf<Get>> {
  return loadIncident(sql(ctx), input.id);
}

/** Throws `notFound`. */
export async function loadIncident(db: Queryable, id: string): Promise<IncidentRow> {
  const incident = await readIncident(db, id);
  if (!incident) throw notFound(`The incident ${id}`);
  return incident;
}

function numberBefore(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const [number] = decodeCursor(cursor, 1);
  if (typeof number === "number" && Number.isSafeInteger(number)) return number;
  throw invalid("The cursor is not one of this list.", [{ path: "cursor", message: "is not a cursor of this list" }]);
}
