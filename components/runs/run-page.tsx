"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Duration } from "@/components/ui/duration";
import { formatCount } from "@/components/ui/format-count";
import { HostileText, harmless } from "@/components/ui/hostile-text";
import { KeyValues } from "@/components/ui/key-value";
import { Money } from "@/components/ui/money";
import { PageHead } from "@/components/ui/page-head";
import { Panel, PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { RunStatusMark } from "@/components/ui/run-status-mark";
import { Section, Split } from "@/components/ui/section";
import { Instant } from "@/components/ui/time";
import { LongText } from "./long-text";
import { OutsideLink } from "./outside-link";
import { type RunDetail, runQuery } from "./queries";
import { RunRecords } from "./run-records";
import { ModelUsage, NodeStates } from "./run-tables";
import { runVerdict } from "./run-words";
import { runsAddress } from "./runs-address";

function Facts({ run }: { run: RunDetail }) {
  const tokens =
    run.inputTokens === null && run.outputTokens === null
      ? "unknown"
      : `${formatCount(run.inputTokens ?? 0)} in, ${formatCount(run.outputTokens ?? 0)} out`;
  return (
    <KeyValues
      items={[
        {
          name: "Workflow",
          value: (
            <Link href={runsAddress({ workflow: run.workflow })}>
              <HostileText text={run.workflow} limit={120} />
            </Link>
          ),
        },
        { name: "Environment", value: <HostileText text={run.environment} limit={64} /> },
        { name: "Started", value: <Instant at={run.startedAt} /> },
        { name: "Ended", value: run.endedAt === null ? "not yet" : <Instant at={run.endedAt} /> },
        {
          name: "Took",
          value: (
            <>
              {<Duration ms={run.durationMs} absent="unknown" />}{" "}
              {run.durationHow === "clock" ? "by the source's clock" : ""}
            </>
          ),
        },
        {
          name: "Cost",
          value: (
            <>
              <Money usd={run.costUsd} /> {run.costKind === "unknown" ? "" : run.costKind}
            </>
          ),
        },
        { name: "Tokens", value: tokens },
        ...(run.agentId === null
          ? []
          : [{ name: "Agent", value: <Link href={`/agents/${run.agentId}`}>the agent that ran it</Link> }]),
        { name: "Source", value: <HostileText text={run.source.name} limit={100} /> },
        { name: "Its status", value: <HostileText text={run.sourceStatus} limit={60} /> },
        {
          name: "Its id",
          value: (
            <span className="font-mono">
              <HostileText text={run.externalId} limit={80} />
            </span>
          ),
        },
        { name: "First seen", value: <Instant at={run.firstSeenAt} /> },
        ...(run.goneAt === null ? [] : [{ name: "Gone since", value: <Instant at={run.goneAt} /> }]),
        ...(run.flags.length === 0 ? [] : [{ name: "Odd about it", value: run.flags.join(", ") }]),
        ...(run.link === null
          ? []
          : [{ name: "Further", value: <OutsideLink link={run.link} words="Open in MLflow" /> }]),
      ]}
    />
  );
}

function Params({ params }: { params: NonNullable<RunDetail["params"]> }) {
  return (
    <KeyValues
      items={Object.entries(params).map(([name, value]) => ({
        name: harmless(name, 60),
        value: <LongText text={value} />,
      }))}
    />
  );
}

/** One execution with all that its source says of it. */
export function RunPage({ id }: { id: string }) {
  const query = useQuery(runQuery(id));
  const run = query.data;
  return (
    <>
      <PageHead
        crumbs={[{ href: "/runs", label: "Runs" }]}
        title={run ? <HostileText text={run.name ?? run.externalId} limit={120} /> : "Run"}
        mark={run ? <RunStatusMark status={run.status} /> : null}
        verdict={run ? <b>{runVerdict(run)}.</b> : null}
      />
      <PanelBody state={panelState(query)}>
        {run ? (
          <Split
            aside={
              <Section title="Facts">
                <Facts run={run} />
              </Section>
            }
          >
            {run.error === null ? null : (
              <Section title="Error" answer={run.errorClass ?? undefined}>
                <div className="text-down">
                  <LongText text={run.error} />
                </div>
              </Section>
            )}
            <Panel
              title="Models"
              answer="tokens and cost as the source attributes them"
              state={{ kind: "ready" }}
              flush
            >
              <ModelUsage usage={run.modelUsage} />
            </Panel>
            {run.nodeStates.length > 0 ? (
              <Panel title="Nodes" answer="in the order they ended" state={{ kind: "ready" }} flush>
                <NodeStates nodes={run.nodeStates} />
              </Panel>
            ) : null}
            <Section title="Inputs">
              <LongText text={run.inputs} />
            </Section>
            <Section title="Outputs">
              <LongText text={run.outputs} />
            </Section>
            {run.records.length > 0 ? (
              <Panel title="Records" answer="what the source holds of this run" state={{ kind: "ready" }} flush>
                <RunRecords records={run.records} />
              </Panel>
            ) : null}
            {run.params && Object.keys(run.params).length > 0 ? (
              <Section title="Parameters">
                <Params params={run.params} />
              </Section>
            ) : null}
          </Split>
        ) : null}
      </PanelBody>
    </>
  );
}
