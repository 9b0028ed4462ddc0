"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { HostileText, harmless } from "@/components/ui/hostile-text";
import { Mark } from "@/components/ui/mark";
import { Panel } from "@/components/ui/panel";
import type { PanelState } from "@/components/ui/panel-state";
import { Since } from "@/components/ui/time";
import type { Need } from "./needs";

/** What a reader may do from the row; null where they may not. */
export type NeedDeeds = {
  acknowledge: (incidentId: string) => void;
  probe: (agentId: string, name: string) => void;
} | null;

const MOST = 6;

function Deed({ need, deeds, first }: { need: Need; deeds: NeedDeeds; first: boolean }) {
  const { deed } = need;
  if (deed.kind === "open")
    return (
      <Button size="small" href={need.href}>
        {deed.label}
      </Button>
    );
  if (deed.kind === "acknowledged")
    return (
      <span className="inline-flex items-center gap-1.5 text-ink-3">
        <Check aria-hidden="true" className="size-3.5" /> Acknowledged, <HostileText text={deed.by} limit={60} />
      </span>
    );
  if (deeds === null) return <span className="text-ink-3">not acknowledged</span>;
  const { agentId, incidentId } = deed;
  const name = harmless(need.name, 80);
  return (
    <>
      <Button
        size="small"
        variant={first ? "primary" : "plain"}
        aria-label={`Acknowledge ${name}`}
        onClick={() => deeds.acknowledge(incidentId)}
      >
        Acknowledge
      </Button>
      {agentId === null ? null : (
        <Button size="small" aria-label={`Probe ${name} now`} onClick={() => deeds.probe(agentId, name)}>
          Probe now
        </Button>
      )}
    </>
  );
}

function NeedRow({ need, deeds, first }: { need: Need; deeds: NeedDeeds; first: boolean }) {
  return (
    <li
      data-row=""
      tabIndex={-1}
      className="grid min-h-row grid-cols-[14px_minmax(120px,170px)_minmax(0,1fr)_auto_auto] items-center gap-x-3 border-line border-b px-gutter last:border-b-0 hover:bg-surface-hover max-desk:grid-cols-[14px_minmax(0,1fr)_auto] max-desk:gap-y-0.5 max-desk:py-2.5"
    >
      <span className={need.tone}>
        <Mark shape={need.shape} />
        <span className="sr-only">{need.word}</span>
      </span>
      <Link href={need.href} prefetch={false} data-row-link="" className="truncate font-medium">
        <HostileText text={need.name} limit={200} />
      </Link>
      <span className="truncate text-ink-2 max-desk:order-4 max-desk:col-span-2 max-desk:col-start-2 max-desk:whitespace-normal max-desk:text-small">
        <HostileText text={need.reason} limit={300} />
      </span>
      <span className="text-right text-ink-2">{need.since === null ? null : <Since at={need.since} />}</span>
      <span className="flex min-w-40 items-center justify-end gap-2 max-desk:order-5 max-desk:col-span-2 max-desk:col-start-2 max-desk:justify-start max-desk:pt-1">
        <Deed need={need} deeds={deeds} first={first} />
      </span>
    </li>
  );
}

/** What waits for a person, worst first, with the deed in the row. */
export function NeedsPerson({
  needs,
  state,
  deeds,
  more,
}: {
  /** In their order. */
  needs: readonly Need[];
  state: PanelState;
  deeds: NeedDeeds;
  /** Where the rest is. */
  more: ReactNode;
}) {
  const firstToTake = needs.find(({ deed }) => deed.kind === "acknowledge");
  return (
    <Panel
      title={
        <span className="flex items-center gap-2">
          Needs a person {needs.length > 0 ? <Badge label={`${needs.length} things`}>{needs.length}</Badge> : null}
        </span>
      }
      answer={needs.length > MOST ? more : "worst first"}
      state={state}
      flush
    >
      <ul>
        {needs.slice(0, MOST).map((need) => (
          <NeedRow key={need.key} need={need} deeds={deeds} first={need === firstToTake} />
        ))}
      </ul>
    </Panel>
  );
}
