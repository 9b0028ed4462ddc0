import type { Need } from "./needs";
import type { SourceItem } from "./queries";

const LAG_SECONDS = 600;

/** Whether a source is so far behind that figures of the last minutes mislead. */
export function isLagging({ enabled, lagSeconds }: Pick<SourceItem, "enabled" | "lagSeconds">): boolean {
  return enabled && lagSeconds !== null && lagSeconds > LAG_SECONDS;
}

/** Sources that fail or lag, as things that wait for a person. */
export function sourceNeeds(sources: readonly SourceItem[]): Need[] {
  return sources
    .filter((source) => source.enabled && (source.status === "failing" || isLagging(source)))
    .map((source) => ({
      key: source.id,
      shape: "triangle-bang",
      tone: "text-degraded",
      word: "Warning",
      name: source.name,
      href: "/settings/connect",
      reason: source.lastError ?? "figures of the last minutes are not whole",
      since: source.lastOkAt ?? source.createdAt,
      deed: { kind: "open", label: "Open sources" },
      rank: 2,
    }));
}

/** Strangers at the registry; null where nobody waits. */
export function knockingNeed(waiting: number, newestAt: string | null): Need[] {
  if (waiting === 0) return [];
  return [
    {
      key: "knocking",
      shape: "diamond",
      tone: "text-unknown",
      word: "Waiting",
      name: waiting === 1 ? "1 agent at the registry" : `${waiting} agents at the registry`,
      href: "/settings/connect",
      reason: "came without a token and wait for admission",
      since: newestAt,
      deed: { kind: "open", label: "Review" },
      rank: 3,
    },
  ];
}
