import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { SourceItem } from "./queries";

const connect = (
  <Link href="/settings/sources" className="text-accent">
    Connect a source
  </Link>
);

/** Why there is nothing to show: no source, none read yet, or no run that matches; each with its next step. */
export function FiguresEmpty({
  sources,
  title,
  clear,
  widen,
}: {
  sources: readonly SourceItem[];
  title: string;
  /** Takes the filters away; null where none is set. */
  clear: (() => void) | null;
  /** Shows a longer range. */
  widen: () => void;
}) {
  const enabled = sources.filter((source) => source.enabled);
  if (enabled.length === 0)
    return (
      <Empty
        kind="not-connected"
        title="No source is connected."
        detail="Runs, cost and duration come from MLflow and from workflow databases."
        actions={connect}
      />
    );
  if (enabled.every(({ firstSyncedAt }) => firstSyncedAt === null))
    return (
      <Empty
        kind="nothing-yet"
        title="No runs yet."
        detail={`Runs appear once a source has been read through. ${enabled.map(({ name }) => name).join(" and ")} ${enabled.length === 1 ? "is" : "are"} being read for the first time.`}
        actions={
          <Link href="/settings/sources" className="text-accent">
            Open sources
          </Link>
        }
      />
    );
  return (
    <Empty
      kind="nothing-matches"
      title={title}
      actions={
        <>
          {clear === null ? null : (
            <Button size="small" onClick={clear}>
              Clear the filters
            </Button>
          )}
          <Button size="small" onClick={widen}>
            Show the last 30 days
          </Button>
        </>
      }
    />
  );
}
