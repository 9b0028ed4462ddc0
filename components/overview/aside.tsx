"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { Empty } from "@/components/ui/empty";
import { formatDuration } from "@/components/ui/format-duration";
import { HostileText, harmless } from "@/components/ui/hostile-text";
import { MarkedWord } from "@/components/ui/mark";
import { Panel } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Instant } from "@/components/ui/time";
import type { ChangeItem, SourceItem } from "./queries";
import { isLagging } from "./source-needs";

const MOST_CHANGES = 8;

function SourceState({ source }: { source: SourceItem }) {
  if (!source.enabled) return <MarkedWord shape="bars" word="Paused" tone="text-paused" quiet bare />;
  if (source.status === "failing") return <MarkedWord shape="cross" word="Failing" tone="text-down" bare />;
  if (isLagging(source)) return <MarkedWord shape="half-disc" word="Behind" tone="text-degraded" bare />;
  if (source.lastOkAt === null) return <MarkedWord shape="ring" word="New" tone="text-ink-3" bare />;
  return <MarkedWord shape="disc" word="Read" tone="text-healthy" bare />;
}

/** Where the figures come from, and how far behind each is. */
export function Sources({ sources }: { sources: UseQueryResult<{ items: readonly SourceItem[] }> }) {
  const nothing = sources.data?.items.length === 0;
  const empty = (
    <Empty
      kind="not-connected"
      title="No source of figures is connected."
      detail="Runs and cost are read from MLflow and from workflow databases."
      actions={
        <Link href="/settings/connect" className="text-accent">
          Connect one
        </Link>
      }
    />
  );
  return (
    <Panel title="Sources" state={nothing ? { kind: "empty", empty } : panelState(sources)}>
      <ul className="grid grid-cols-1 gap-1.5">
        {sources.data?.items.map((source) => (
          <li
            key={source.id}
            className="flex items-center gap-2"
            data-tip={harmless(source.lastError ?? "", 300) || undefined}
          >
            <SourceState source={source} />
            <span className="min-w-0 flex-1 truncate">
              <HostileText text={source.name} limit={100} />
            </span>
            <span className={isLagging(source) ? "text-degraded" : "text-ink-2"}>
              {source.lagSeconds === null ? "not read yet" : `${formatDuration(source.lagSeconds * 1000)} behind`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What people and machines changed in the last day, newest first. */
export function Changes({ changes }: { changes: UseQueryResult<{ items: readonly ChangeItem[] }> }) {
  const nothing = changes.data?.items.length === 0;
  const empty = <Empty kind="nothing-yet" title="Nothing was changed in the last 24 hours." />;
  const newest = [...(changes.data?.items ?? [])].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <Panel title="What changed" state={nothing ? { kind: "empty", empty } : panelState(changes)}>
      <ul className="grid grid-cols-1 gap-1.5">
        {newest.slice(0, MOST_CHANGES).map((change) => (
          <li key={change.id} className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3">
            <span className="text-ink-3">
              <Instant at={change.at} />
            </span>
            <span className="truncate" data-tip={harmless(change.title, 300)}>
              <HostileText text={change.title} limit={200} />
            </span>
            <span className="max-w-28 truncate text-ink-3">
              <HostileText text={change.createdBy} limit={60} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
