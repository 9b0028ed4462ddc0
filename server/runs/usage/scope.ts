export type GroupBy = "none" | "workflow" | "agent" | "model" | "provider" | "environment" | "source";

/** What a question about usage is about. */
export interface Scope {
  from: Date;
  to: Date;
  groupBy: GroupBy;
  workflows: readonly string[] | null;
  environments: readonly string[] | null;
  models: readonly string[] | null;
}

/** How a scope is cut: by bucket starts, into the top keys and the rest. */
export interface Cut {
  starts: readonly Date[] | null;
  /** Keys that keep a series; null for all. */
  top: readonly string[] | null;
  /** One sum over all keys. */
  whole: boolean;
}

export const OTHER = "other";
const QUARTER_HOUR_MS = 900_000;

/** The part of a range that whole buckets cover; what lies outside is read from facts, so that figures are exact. */
export function gridOf({ from, to }: Pick<Scope, "from" | "to">): { from: Date; to: Date } {
  const start = Math.ceil(from.getTime() / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  const end = Math.floor(to.getTime() / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  return start >= end ? { from: to, to } : { from: new Date(start), to: new Date(end) };
}
