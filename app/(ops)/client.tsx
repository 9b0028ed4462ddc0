"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRef } from "react";
import { useProbe } from "@/components/agents/use-agent-deeds";
import { useAcknowledge } from "@/components/health/use-incident-deeds";
import { FleetChart } from "@/components/overview/fleet-chart";
import { incidentNeeds, inOrder } from "@/components/overview/needs";
import { NeedsPerson } from "@/components/overview/needs-person";
import { fleetQuery, openIncidentsQuery } from "@/components/overview/queries";
import { useOverviewRanges } from "@/components/overview/use-overview-ranges";
import { useEnvironment } from "@/components/shell/environment";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { panelState } from "@/components/ui/panel-state";
import { Time } from "@/components/ui/time";
import { useRowKeys } from "@/components/ui/use-row-keys";

/** What needs a person now, and how the fleet has been. */
export function OverviewClient({ mayAct }: { mayAct: boolean }) {
  const environment = useEnvironment();
  const { day } = useOverviewRanges();
  const fleet = useQuery({ ...fleetQuery(day, environment), placeholderData: (before) => before });
  const incidents = useQuery(openIncidentsQuery());
  const acknowledge = useAcknowledge();
  const probe = useProbe();
  const body = useRef<HTMLDivElement>(null);
  useRowKeys(body);
  const needs = inOrder(incidentNeeds(incidents.data?.items ?? [], environment));
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
    <div ref={body}>
      <PageHead title="Overview" />
      <div className="border-line border-t">
        <NeedsPerson
          needs={needs}
          deeds={deeds}
          state={state.kind === "ready" && needs.length === 0 ? { kind: "empty", empty: allWell } : state}
          more={<Link href="/incidents">all open incidents</Link>}
        />
        <FleetChart fleet={fleet} environment={environment} marks={[]} />
      </div>
    </div>
  );
}
