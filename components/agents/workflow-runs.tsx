"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Duration } from "@/components/ui/duration";
import { Empty } from "@/components/ui/empty";
import { formatCount } from "@/components/ui/format-count";
import { formatUsd } from "@/components/ui/format-money";
import { HostileText, harmless } from "@/components/ui/hostile-text";
import { Money } from "@/components/ui/money";
import { Panel } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { RunStatusMark } from "@/components/ui/run-status-mark";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Instant } from "@/components/ui/time";
import { type RunItem, type Usage, workflowRunsQuery, workflowUsageQuery } from "./figure-queries";
import type { AgentDetail } from "./queries";

const columns: readonly Column[] = [
  { key: "status", label: "Status", width: 128 },
  { key: "started", label: "Started", width: 132, align: "right" },
  { key: "run", label: "Run" },
  { key: "took", label: "Took", width: 92, align: "right" },
  { key: "cost", label: "Cost", width: 92, align: "right" },
  { key: "model", label: "Model", width: 200 },
];

function RunRow({ run }: { run: RunItem }) {
  return (
    <Row>
      <Cell place="mark">
        <RunStatusMark status={run.status} />
      </Cell>
      <Cell align="right" place="age" className="text-ink-2">
        <Instant at={run.startedAt} />
      </Cell>
      <Cell place="title">
        <Link href={`/runs/${run.id}`} prefetch={false} data-row-link="" className="font-mono text-small text-accent">
          {harmless(run.name ?? run.externalId, 80)}
        </Link>
      </Cell>
      <Cell align="right">
        <Duration ms={run.durationMs} absent={run.endedAt === null ? "running" : "no data"} />
      </Cell>
      <Cell align="right" place="value">
        <Money usd={run.costUsd} />
      </Cell>
      <Cell place="note" className="text-ink-2">
        <HostileText text={run.models.join(", ")} limit={120} />
      </Cell>
    </Row>
  );
}

/** How many agents the figures are of: no source says which of them ran. */
function sharedWords(agents: number): string {
  if (agents <= 1) return "no other agent has this workflow";
  return `${agents} agents share it; no run names its agent`;
}

function rangeWords({ totals }: Usage): string {
  const { reported, estimated, unknown } = totals.coverage;
  const known = reported + estimated > 0;
  const cost = known
    ? `${formatUsd(totals.costUsd)}${unknown > 0 ? `, cost of ${formatCount(unknown)} unknown` : ""}`
    : "cost unknown";
  return `${formatCount(totals.runs)} runs, ${formatCount(totals.failed)} failed, ${cost}`;
}

/** Runs and cost of the agent's workflow, which is all that the sources prove. */
export function WorkflowRuns({
  agent,
  workflow,
  span,
}: {
  agent: AgentDetail;
  workflow: string;
  span: { from: string; to: string };
}) {
  const runs = useQuery(workflowRunsQuery(workflow, agent.environment));
  const usage = useQuery({
    ...workflowUsageQuery(workflow, agent.environment, span),
    placeholderData: (before) => before,
  });
  const nothing = runs.data?.items.length === 0;
  const empty = (
    <Empty
      kind="nothing-yet"
      title="No source has a run of this workflow yet."
      detail="Runs come from MLflow and from workflow databases, each a little after it started."
    />
  );
  return (
    <Panel
      title={
        <>
          Runs of <HostileText text={workflow} limit={80} />
        </>
      }
      answer={sharedWords(agent.sameWorkflow)}
      state={nothing ? { kind: "empty", empty } : panelState(runs)}
      flush
    >
      <Table label={`Newest runs of ${harmless(workflow, 80)}`} columns={columns}>
        <tbody>
          {runs.data?.items.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </tbody>
      </Table>
      <p className="flex flex-wrap items-center gap-x-3 px-gutter py-2 text-small text-ink-2">
        {usage.data ? <span>In the range above: {rangeWords(usage.data)}.</span> : null}
        <Link href={`/runs?workflow=${encodeURIComponent(workflow)}`} className="text-accent">
          All runs
        </Link>
        <Link href={`/costs?workflow=${encodeURIComponent(workflow)}`} className="text-accent">
          What it costs
        </Link>
      </p>
    </Panel>
  );
}
