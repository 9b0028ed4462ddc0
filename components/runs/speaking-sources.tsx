import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { HostileText } from "@/components/ui/hostile-text";
import { type PanelState, panelState } from "@/components/ui/panel-state";
import { Instant } from "@/components/ui/time";
import type { SourceItem, Usage } from "./queries";

const LAG_SECONDS = 600;

type Silent = Pick<SourceItem, "id" | "enabled" | "status" | "lagSeconds">;

/** The source that speaks for figures of the range and has not been read to its end; null where all have. */
export function silentSource<Source extends Silent>(
  usage: Pick<Usage, "authority" | "completeThrough" | "to">,
  sources: readonly Source[],
): Source | null {
  if (usage.completeThrough !== null && usage.completeThrough >= usage.to) return null;
  const speaking = new Set(usage.authority.flatMap(({ runs, cost }) => [runs, cost]));
  const silent = sources.filter(
    ({ id, enabled, status, lagSeconds }) =>
      enabled && speaking.has(id) && (status === "failing" || (lagSeconds ?? 0) > LAG_SECONDS),
  );
  return silent.toSorted((a, b) => (b.lagSeconds ?? 0) - (a.lagSeconds ?? 0))[0] ?? null;
}

/** The state of a panel of figures: dimmed, with the reason, where a source that speaks for them is silent. */
export function figuresState(query: UseQueryResult<Usage>, sources: readonly SourceItem[]): PanelState {
  const state = panelState(query);
  if (state.kind !== "ready" || query.data === undefined) return state;
  const silent = silentSource(query.data, sources);
  if (silent === null) return state;
  return {
    kind: "stale",
    since: silent.completeThrough ?? silent.lastOkAt,
    why: (
      <>
        <b className="font-medium">
          <HostileText text={silent.name} limit={80} />
        </b>{" "}
        {silent.lastOkAt === null ? (
          "has never been read"
        ) : (
          <>
            was last read <Instant at={silent.lastOkAt} />
          </>
        )}
        {silent.lastError === null ? null : (
          <>
            : <HostileText text={silent.lastError} limit={200} />
          </>
        )}
        . What was read before is kept.
      </>
    ),
    action: (
      <Link href="/settings/sources" className="text-accent">
        Open sources
      </Link>
    ),
  };
}
