"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRef } from "react";
import { fleetVerdict } from "@/components/agents/fleet-words";
import { useProbe } from "@/components/agents/use-agent-deeds";
import { useAcknowledge } from "@/components/health/use-incident-deeds";
import { Changes, Sources } from "@/components/overview/aside";
import { CostChart } from "@/components/overview/cost-chart";
import { Figures } from "@/components/overview/figures";
import { FleetChart } from "@/components/overview/fleet-chart";
import { fleetGroup } from "@/components/overview/fleet-chart-data";
import { incidentNeeds, inOrder, type Need } from "@/components/overview/needs";
import { NeedsPerson } from "@/components/overview/needs-person";
import { openIncidentsQuery } from "@/components/overview/queries";
import { knockingNeed, sourceNeeds } from "@/components/overview/source-needs";
import { type OverviewData, useOverview } from "@/components/overview/use-overview";
import { WorkflowsTable } from "@/components/overview/workflows-table";
import { useEnvironment } from "@/components/shell/environment";
import { Empty } from "@/components/ui/empty";
import { harmless } from "@/components/ui/hostile-text";
import { PageHead } from "@/components/ui/page-head";
import { panelState } from "@/components/ui/panel-state";
import { Columns, Split } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { useRowKeys } from "@/components/ui/use-row-keys";

/** The fleet in one sentence, and how much waits for a person. */
function Verdict({ data, needs, environment }: { data: OverviewData; needs: number; environment: string | null }) {
  const counts = data.counts.data?.counts;
  if (!counts) return null;
  const { loud, rest } = fleetVerdict(counts, environment);
  const things = needs === 0 ? "Nothing needs" : needs === 1 ? "One thing needs" : `${needs} things need`;
  return (
    <>
      <b>{loud}</b>
      {rest ? `; ${rest}` : null}. {things} a person.
    </>
  );
}

function Needs({ needs, mayAct }: { needs: readonly Need[]; mayAct: boolean }) {
  const incidents = useQuery(openIncidentsQuery());
  const acknowledge = useAcknowledge();
  const probe = useProbe();
  const deeds = mayAct
    ? {
        acknowledge: (id: string) => acknowledge.mutate(id),
        probe: (id: string, name: string) => probe.mutate({ id, name }),
      }
    : null;
  const allWell = (
    <Empty
      kind="all-well"
      title="Nothing needs a person."
      detail={
        <>
          Last asked <Time at={new Date(incidents.dataUpdatedAt).toISOString()} />.
        </>
      }
    />
  );
  const state = panelState(incidents);
  return (
    <NeedsPerson
      needs={needs}
      deeds={deeds}
      state={state.kind === "ready" && needs.length === 0 ? { kind: "empty", empty: allWell } : state}
      more={<Link href="/incidents">all open incidents</Link>}
    />
  );
}

/** What needs a person now, how the fleet has been, what it cost and who did the work. */
export function OverviewClient({ mayAct }: { mayAct: boolean }) {
  const environment = useEnvironment();
  const data = useOverview(environment);
  const body = useRef<HTMLDivElement>(null);
  useRowKeys(body);
  const knocking = data.knocking.data;
  const needs = inOrder([
    ...incidentNeeds(data.incidents.data?.items ?? [], environment),
    ...sourceNeeds(data.sources.data?.items ?? []),
    ...knockingNeed(knocking?.total ?? 0, knocking?.items[0]?.firstAt ?? null),
  ]);
  const marks = (data.changes.data?.items ?? []).map(({ at, title }) => ({ at, label: harmless(title, 80) }));
  const figures = (
    <Figures
      counts={data.counts.data?.counts}
      uptime={data.fleet.data ? fleetGroup(data.fleet.data, environment).uptime : undefined}
      today={data.sources.data?.items.length === 0 ? null : data.today.data?.totals}
      yesterday={data.yesterday.data?.totals}
    />
  );
  return (
    <div ref={body} className="flex flex-1 flex-col">
      <PageHead title="Overview" verdict={<Verdict data={data} needs={needs.length} environment={environment} />} />
      <div className="max-desk:hidden">{figures}</div>
      <Split
        aside={
          <>
            <Sources sources={data.sources} />
            <Changes changes={data.changes} />
          </>
        }
      >
        <Needs needs={needs} mayAct={mayAct} />
        {/* On a phone what needs a person comes before every figure. */}
        <div className="desk:hidden">{figures}</div>
        <Columns>
          <FleetChart fleet={data.fleet} environment={environment} marks={marks} />
          <CostChart usage={data.hours} />
        </Columns>
        <div className="border-line border-t">
          <WorkflowsTable today={data.today} yesterday={data.yesterday.data} />
        </div>
      </Split>
    </div>
  );
}
