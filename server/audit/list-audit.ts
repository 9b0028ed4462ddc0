import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { decodeCursor } from "@/server/platform/cursor";
import { sql } from "@/server/platform/db";
import { invalid } from "@/server/platform/errors";
import { cutPage } from "@/server/platform/keyset";
import type { contract } from "./contract";
import { readAuditEntries } from "./queries/audit-entries";

type Op = typeof contract.listAudit;

export async function listAudit({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const rows = await readAuditEntries(sql(ctx), {
    q: input.q ?? null,
    action: input.action ?? null,
    actor: input.actor ?? null,
    objectId: input.objectId ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    before: numberBefore(input.cursor),
    limit: input.limit + 1,
  });
  return { ...cutPage(rows, input.limit), total: null, totalIs: "atLeast" };
}

function numberBefore(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [id] = decodeCursor(cursor, 1);
  if (typeof id === "string" && /^\d{1,18}$/.test(id)) return id;
  throw invalid("The cursor is not one of this list.", [{ path: "cursor", message: "is not a cursor of this list" }]);
}
