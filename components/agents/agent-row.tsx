"use client";

import Link from "next/link";
import { memo } from "react";
import { cx } from "@/components/ui/cx";
import { Duration } from "@/components/ui/duration";
import { Checkbox } from "@/components/ui/field";
import { HostileText, harmless } from "@/components/ui/hostile-text";
import { MiddleEllipsis } from "@/components/ui/middle-ellipsis";
import { StatusMark } from "@/components/ui/status-mark";
import { Cell, type Column, Row } from "@/components/ui/table";
import { Since } from "@/components/ui/time";
import { DayLatency, DaySkyline, HeartbeatAge, ProbeCell, Ratio } from "./agent-cells";
import type { AgentDay, AgentItem } from "./queries";

const roomy = "max-[1180px]:desk:hidden";
const spacious = "max-[1400px]:desk:hidden";

/** The columns of the list; what has a `className` is there only where there is room. */
export const agentColumns: readonly Column[] = [
  { key: "select", label: <span className="sr-only">Select</span>, width: 40 },
  { key: "status", label: "Status", width: 118, sortable: true },
  { key: "name", label: "Agent", sortable: true },
  { key: "workflow", label: "Workflow", width: 132, className: roomy },
  { key: "since", label: "For", width: 80, align: "right", sortable: true },
  { key: "lastHeartbeatAt", label: "Heartbeat", width: 82, align: "right", sortable: true },
  { key: "latency", label: "Probe", width: 76, align: "right", sortable: true },
  { key: "p95", label: "p95", width: 70, align: "right", className: roomy },
  { key: "strip", label: "Latency, 24 h", width: 98, className: spacious },
  { key: "day", label: "Status, 24 h", width: 140 },
  { key: "uptime", label: "Uptime", width: 80, align: "right" },
  { key: "coverage", label: "Coverage", width: 80, align: "right", className: spacious },
  { key: "version", label: "Version", width: 72, className: spacious },
];

/** What a phone says under the name: the reason where something is wrong, else the work. */
function note(agent: AgentItem): string {
  return agent.status === "healthy" ? (agent.workflow ?? agent.agentId) : agent.statusReason;
}

type AgentRowProps = {
  agent: AgentItem;
  day: AgentDay | undefined;
  href: string;
  /** Null where the reader may not act on agents. */
  onSelect: ((id: string, selected: boolean) => void) | null;
  selected: boolean;
  columns: readonly Column[];
};

function Measures({ agent, day }: { agent: AgentItem; day: AgentDay | undefined }) {
  return (
    <>
      <Cell align="right" place="age" className={agent.status === "healthy" ? "text-ink-2" : undefined}>
        <Since at={agent.since} />
      </Cell>
      <Cell align="right">
        <HeartbeatAge agent={agent} />
      </Cell>
      <Cell align="right">
        <ProbeCell agent={agent} />
      </Cell>
      <Cell align="right" className={cx("text-ink-2", roomy)}>
        {day ? <Duration ms={day.p95Ms} /> : null}
      </Cell>
      <Cell className={spacious}>
        <DayLatency day={day} name={agent.name} />
      </Cell>
      <Cell place="value">
        <DaySkyline agent={agent} day={day} />
      </Cell>
      <Cell align="right">
        <Ratio ratio={agent.uptime24h} decimals={2} />
      </Cell>
      <Cell align="right" className={cx("text-ink-2", spacious)}>
        <Ratio ratio={agent.coverage24h} decimals={1} />
      </Cell>
      <Cell className={cx("text-ink-2", spacious)}>
        {agent.version === null ? (
          <span className="text-ink-3">unknown</span>
        ) : (
          <HostileText text={agent.version} limit={60} />
        )}
      </Cell>
    </>
  );
}

/** One agent of the list. */
export const AgentRow = memo(function AgentRow({ agent, day, href, onSelect, selected, columns }: AgentRowProps) {
  const name = harmless(agent.name, 300) || harmless(agent.agentId, 300);
  return (
    <Row data-id={agent.id} data-status={agent.status} aria-selected={onSelect ? selected : undefined}>
      {columns[0]?.key === "select" ? (
        <Cell className="pr-0! [text-overflow:clip] max-desk:hidden!">
          {onSelect ? (
            <Checkbox
              hideLabel
              label={`Select ${name}`}
              checked={selected}
              onChange={(event) => onSelect(agent.id, event.target.checked)}
            />
          ) : null}
        </Cell>
      ) : null}
      <Cell place="mark">
        <span data-tip={harmless(agent.statusReason, 300) || undefined}>
          <StatusMark status={agent.status} />
        </span>
      </Cell>
      <Cell place="title">
        <Link href={href} prefetch={false} data-row-link="" className="flex min-w-0 font-medium">
          <MiddleEllipsis text={name} />
        </Link>
      </Cell>
      <Cell className={cx("text-ink-2", roomy)}>
        {agent.workflow === null ? (
          <span className="text-ink-3">unknown</span>
        ) : (
          <HostileText text={agent.workflow} limit={120} />
        )}
      </Cell>
      <Measures agent={agent} day={day} />
      <Cell place="note" className="truncate desk:hidden">
        <HostileText text={note(agent)} limit={200} />
      </Cell>
    </Row>
  );
});
