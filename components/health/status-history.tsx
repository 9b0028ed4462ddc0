"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Duration } from "@/components/ui/duration";
import { Empty } from "@/components/ui/empty";
import { formatPercent } from "@/components/ui/format-count";
import { HostileText } from "@/components/ui/hostile-text";
import { Panel } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { StatusMark } from "@/components/ui/status-mark";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Instant, Since } from "@/components/ui/time";
import type { AgentHealth } from "./queries";
import { StatusStrip } from "./status-strip";

const columns: readonly Column[] = [
  { key: "status", label: "Status", width: 132 },
  { key: "from", label: "From", width: 136, align: "right" },
  { key: "to", label: "To", width: 136, align: "right" },
  { key: "for", label: "For", width: 96, align: "right" },
  { key: "cause", label: "Cause" },
];

const FEW = 6;

type Span = AgentHealth["spans"][number];

function SpanRow({ span }: { span: Span }) {
  return (
    <Row>
      <Cell place="mark">
        <StatusMark status={span.status} />
      </Cell>
      <Cell align="right" className="text-ink-2" place="value">
        <Instant at={span.from} />
      </Cell>
      <Cell align="right" className="text-ink-2">
        {span.to === null ? "now" : <Instant at={span.to} />}
      </Cell>
      <Cell align="right" place="age">
        {span.to === null ? <Since at={span.from} /> : <Duration ms={Date.parse(span.to) - Date.parse(span.from)} />}
      </Cell>
      <Cell place="title" className="text-ink-2">
        <HostileText text={span.reason} limit={300} />
      </Cell>
    </Row>
  );
}

/** Every status the agent went through in the range, as a strip and as rows, the newest first. */
export function StatusHistory({ health, label }: { health: UseQueryResult<AgentHealth>; label: string }) {
  const [all, setAll] = useState(false);
  const spans = health.data ? [...health.data.spans].reverse() : [];
  const uptime = health.data?.uptime;
  const nothing = health.data !== undefined && spans.length === 0;
  const answer =
    uptime && uptime.ratio !== null
      ? `uptime ${formatPercent(uptime.ratio, 2)}, coverage ${formatPercent(uptime.coverage)}`
      : "uptime unknown";
  const empty = <Empty kind="nothing-yet" title="Nobody watched it in this range." />;
  return (
    <Panel title={label} answer={answer} state={nothing ? { kind: "empty", empty } : panelState(health)} flush>
      {health.data && !nothing ? (
        <>
          <div className="px-gutter pb-2">
            <StatusStrip spans={health.data.spans} from={health.data.from} to={health.data.to} />
          </div>
          <Table label="Status by time" columns={columns}>
            <tbody>
              {spans.slice(0, all ? undefined : FEW).map((span) => (
                <SpanRow key={span.from} span={span} />
              ))}
            </tbody>
          </Table>
          {spans.length > FEW ? (
            <div className="px-gutter py-1.5">
              <Button size="small" variant="bare" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? "Show the newest only" : `Show all ${spans.length}`}
              </Button>
            </div>
          ) : null}
        </>
      ) : null}
    </Panel>
  );
}
