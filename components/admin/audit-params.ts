import { createLoader, parseAsString } from "nuqs/server";
import type { TimeRange } from "@/components/ui/time-range";
import { timeRangeParams } from "@/components/ui/time-range-params";
import type { AuditAsked } from "./queries";

export const MONTH: TimeRange = { kind: "sliding", amount: 30, unit: "d" };

export const auditFilters = { q: parseAsString.withDefault(""), action: parseAsString, actor: parseAsString };

export const loadAuditParams = createLoader({ ...auditFilters, ...timeRangeParams(MONTH) });

type Filters = { q: string; action: string | null; actor: string | null };

export function auditAsked({ q, action, actor }: Filters, span: { from: string; to: string }): AuditAsked {
  return {
    ...span,
    ...(q === "" ? {} : { q }),
    ...(action === null ? {} : { action }),
    ...(actor === null ? {} : { actor }),
  };
}
