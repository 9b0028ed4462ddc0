"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { AgentChanges } from "@/components/agents/agent-changes";
import { AgentDeeds } from "@/components/agents/agent-deeds";
import { AgentIdentity } from "@/components/agents/agent-identity";
import { AgentMetadata, AgentSchema } from "@/components/agents/agent-metadata";
import { AgentVerdict } from "@/components/agents/agent-verdict";
import { marksQuery } from "@/components/agents/figure-queries";
import { type AgentDetail, agentQuery } from "@/components/agents/queries";
import { UptimeRows } from "@/components/agents/uptime-rows";
import { WitnessTable } from "@/components/agents/witness-table";
import { incidentCode } from "@/components/health/incident-words";
import { LatencyChart } from "@/components/health/latency-chart";
import { PastIncidents } from "@/components/health/past-incidents";
import { agentHealthQuery, type IncidentItem, incidentsQuery } from "@/components/health/queries";
import { StatusHistory } from "@/components/health/status-history";
import { useAcknowledge } from "@/components/health/use-incident-deeds";
import { useEnvironment, withEnvironment } from "@/components/shell/environment";
import type { Role } from "@/components/shell/nav";
import { Button } from "@/components/ui/button";
import { harmless } from "@/components/ui/hostile-text";
import { PageHead } from "@/components/ui/page-head";
import { Split } from "@/components/ui/section";
import { StatusMark } from "@/components/ui/status-mark";
import { TimeRangePicker } from "@/components/ui/time-range-picker";
import { useShortcut } from "@/components/ui/use-shortcut";
import { useTimeRange } from "@/components/ui/use-time-range";
import { incidentsAsked } from "./search-params";

// Below the fold, and its figures are asked for by the browser anyway.
const WorkflowRuns = dynamic(() => import("@/components/agents/workflow-runs").then((module) => module.WorkflowRuns), {
  ssr: false,
});

const OpenIncident = dynamic(() => import("@/components/health/open-incident").then((module) => module.OpenIncident));

function Acknowledge({ incident }: { incident: IncidentItem }) {
  const acknowledge = useAcknowledge();
  const run = () => acknowledge.mutate(incident.id);
  useShortcut("a", "Acknowledge the incident", "This page", run);
  return (
    <Button variant="primary" kbd="a" disabled={acknowledge.isPending} aria-busy={acknowledge.isPending} onClick={run}>
      Acknowledge {incidentCode(incident)}
    </Button>
  );
}

function Head({ agent, role, open }: { agent: AgentDetail; role: Role; open: IncidentItem | undefined }) {
  const environment = useEnvironment();
  return (
    <PageHead
      crumbs={[{ href: withEnvironment("/agents", environment), label: "Agents" }]}
      title={harmless(agent.name, 300) || harmless(agent.agentId, 300)}
      mark={<StatusMark status={agent.status} />}
      verdict={<AgentVerdict agent={agent} />}
      actions={
        <>
          {role !== "viewer" && open && open.acknowledgedAt === null ? <Acknowledge incident={open} /> : null}
          {role === "viewer" ? null : <AgentDeeds agent={agent} role={role} />}
          <TimeRangePicker />
        </>
      }
    />
  );
}

/** The work of the page: both witnesses, what they made of the time, how fast it answers, what its workflow did. */
function History({ agent }: { agent: AgentDetail }) {
  const { resolved, zone, set } = useTimeRange();
  const health = useQuery({ ...agentHealthQuery(agent.id, resolved), placeholderData: (before) => before });
  const annotations = useQuery({ ...marksQuery(agent.environment, resolved), placeholderData: (before) => before });
  const marks = (annotations.data?.items ?? [])
    .filter(({ workflow }) => workflow === null || workflow === agent.workflow)
    .map(({ at, title }) => ({ at, label: harmless(title, 80) }));
  return (
    <>
      <WitnessTable agent={agent} />
      <StatusHistory health={health} label="What was its status?" />
      <LatencyChart
        health={health}
        zone={zone}
        marks={marks}
        onZoom={({ from, to }) => void set({ range: { kind: "fixed", from, to } })}
      />
      {agent.workflow === null ? null : <WorkflowRuns agent={agent} workflow={agent.workflow} span={resolved} />}
      <AgentSchema schema={agent.schema} />
    </>
  );
}

/** One agent: what is so and why, what was, and what can be done. */
export function AgentClient({ id, role }: { id: string; role: Role }) {
  const asked = incidentsAsked(id);
  const { data: agent } = useQuery(agentQuery(id));
  const open = useQuery(incidentsQuery(asked.open)).data?.items[0];
  const closed = useQuery(incidentsQuery(asked.closed)).data?.items ?? [];
  if (!agent) return null;
  const mayAct = role !== "viewer";
  return (
    <>
      <Head agent={agent} role={role} open={open} />
      <Split
        aside={
          <>
            {open ? <OpenIncident incident={open} mayAct={mayAct} /> : null}
            <UptimeRows uptime={agent.uptime} />
            <AgentIdentity agent={agent} mayAct={mayAct} />
            <AgentChanges changes={agent.changes} />
            <PastIncidents incidents={closed} agentId={id} />
            <AgentMetadata metadata={agent.metadata} />
          </>
        }
      >
        <History agent={agent} />
      </Split>
    </>
  );
}
