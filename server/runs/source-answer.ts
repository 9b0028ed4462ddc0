import type { AnswerOf } from "@/server/platform/contract";
import type { contract } from "./contract";
import type { SourceRow } from "./internal";

type Source = AnswerOf<typeof contract.createSource>;

/** A source as people see it: never its credentials. */
export function sourceAnswer(source: SourceRow, now: Date): Source {
  const { cursor: _cursor, secretRef, environmentId: _environment, ...told } = source;
  const since = source.lastOkAt ?? source.createdAt;
  return {
    ...told,
    status: statusOf(source),
    hasCredentials: secretRef !== null,
    cursor: source.completeThrough?.toISOString() ?? null,
    lagSeconds: source.enabled ? Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000)) : null,
  };
}

function statusOf(source: SourceRow): Source["status"] {
  if (!source.enabled) return "paused";
  if (source.status === "failing") return "failing";
  if (source.firstSyncedAt !== null) return "ok";
  return Number(source.rowsSeen) > 0 ? "syncing" : "new";
}
