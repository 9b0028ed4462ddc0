import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { decodeCursor, encodeCursor } from "@/server/platform/cursor";
import { pool } from "@/server/platform/db";
import { invalid } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";
import type { contract } from "./contract";
import { countRuns, type RunFilter, type RunSort, runsPage } from "./queries/runs-page";
import { runItem } from "./run-answer";

type Op = typeof contract.listRuns;

/** Counting stops here: a list of millions is told as "at least". */
const COUNTED = 10_000;

export async function listRuns({ input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const filter = filterOf(input);
  const page = { sort: input.sort, limit: input.limit + 1, after: placeOf(input.cursor, input.sort) };
  const [rows, counted] = await Promise.all([runsPage(pool(), filter, page), countRuns(pool(), filter, COUNTED)]);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(runItem),
    nextCursor: rows.length > input.limit && last ? encodeCursor([input.sort, last.place, last.id]) : null,
    total: Math.min(counted, COUNTED),
    totalIs: counted > COUNTED ? "atLeast" : "exact",
  };
}

function filterOf(input: InputOf<Op>): RunFilter {
  const statuses = input.status ?? null;
  return {
    from: input.from ?? null,
    to: input.to ?? null,
    workflows: input.workflow ?? null,
    environments: input.environment ?? null,
    sources: input.source ?? null,
    statuses,
    models: input.model ?? null,
    classes: input.class ?? (statuses?.includes("handed_over") ? ["workload", "handed_over"] : ["workload"]),
    providers: input.provider ?? null,
    agent: input.agent ?? null,
    minDuration: input.minDuration ?? null,
    minCostUsd: input.minCostUsd ?? null,
    q: input.q ?? null,
    authority: input.authority ?? defaultAuthority(input),
  };
}

/** One execution that both sources hold is listed once: as the source tells it that speaks for what is asked. */
function defaultAuthority(input: InputOf<Op>): RunFilter["authority"] {
  if (input.source) return "any";
  return input.sort === "-cost" || input.model || input.provider || input.minCostUsd ? "cost" : "runs";
}

function placeOf(cursor: string | undefined, sort: RunSort): readonly [string, string] | null {
  if (cursor === undefined) return null;
  const [order, place, id] = decodeCursor(cursor, 3);
  if (order === sort && typeof place === "string" && typeof id === "string" && isId(id) && isPlace(place, sort))
    return [place, id];
  throw invalid("The cursor is not one of this list.", [{ path: "cursor", message: "is not a cursor of this list" }]);
}

function isPlace(place: string, sort: RunSort): boolean {
  if (sort === "startedAt" || sort === "-startedAt") return /^[\d-]{10,12} [\d:.]+\+00$/.test(place);
  return sort === "-cost" ? /^-?\d{1,14}(\.\d+)?$/.test(place) : /^-?\d{1,18}$/.test(place);
}
