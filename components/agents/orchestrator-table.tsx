"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { formatAge } from "@/components/ui/format-duration";
import { HostileText, harmless } from "@/components/ui/hostile-text";
import { MarkedWord } from "@/components/ui/mark";
import { StatusMark } from "@/components/ui/status-mark";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Since, Time } from "@/components/ui/time";
import type { OrchestratorItem } from "./queries";

const roomy = "max-[1180px]:desk:hidden";

const columns: readonly Column[] = [
  { key: "state", label: "State", width: 112 },
  { key: "name", label: "Orchestrator", width: 220 },
  { key: "type", label: "Type", width: 180 },
  { key: "endpoint", label: "Endpoint" },
  { key: "environment", label: "Environment", width: 120, className: roomy },
  { key: "heartbeat", label: "Heartbeat", width: 96, align: "right" },
  { key: "ttl", label: "Good for", width: 88, align: "right", className: roomy },
  { key: "registered", label: "Registered", width: 110, align: "right", className: roomy },
  { key: "agents", label: "Registered agents", width: 150, align: "right" },
];

/** Whether an orchestrator reports, as shape and word. */
function Liveness({ orchestrator }: { orchestrator: OrchestratorItem }) {
  if (orchestrator.retiredAt !== null) return <MarkedWord shape="dash" word="Gone" tone="text-retired" quiet />;
  if (orchestrator.alive) return <MarkedWord shape="disc" word="Reports" tone="text-healthy" quiet />;
  return <MarkedWord shape="cross" word="Silent" tone="text-down" />;
}

function Registered({ orchestrator }: { orchestrator: OrchestratorItem }) {
  const rest = orchestrator.agentCount - orchestrator.agents.length;
  return (
    <tr>
      <td colSpan={columns.length} data-place="note" className="h-auto! py-2! whitespace-normal!">
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {orchestrator.agents.map((agent) => (
            <li key={agent.id} className="flex max-w-72 items-center gap-1.5">
              <StatusMark status={agent.status} bare />
              <Link href={`/agents/${agent.id}`} prefetch={false} className="truncate">
                <HostileText text={agent.name || agent.agentId} limit={120} />
              </Link>
            </li>
          ))}
          {rest > 0 ? <li className="text-ink-3">and {rest} more</li> : null}
        </ul>
      </td>
    </tr>
  );
}

function OrchestratorRow({ orchestrator }: { orchestrator: OrchestratorItem }) {
  const [open, setOpen] = useState(false);
  const name = harmless(orchestrator.name, 120) || harmless(orchestrator.orchestratorId, 120);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <>
      <Row>
        <Cell place="mark">
          <Liveness orchestrator={orchestrator} />
        </Cell>
        <Cell place="title" className="font-medium">
          <span data-tip={harmless(orchestrator.orchestratorId, 300)}>{name}</span>
        </Cell>
        <Cell className="text-ink-2">
          <HostileText text={orchestrator.type} limit={60} />
        </Cell>
        <Cell place="note" className="truncate font-mono text-small text-ink-2">
          <HostileText text={orchestrator.apiEndpoint} limit={300} />
        </Cell>
        <Cell className={`text-ink-2 ${roomy}`}>{orchestrator.environment}</Cell>
        <Cell align="right" place="age" className={orchestrator.alive ? "text-ink-2" : "text-down"}>
          <Since at={orchestrator.lastHeartbeatAt} />
        </Cell>
        <Cell align="right" className={`text-ink-2 ${roomy}`}>
          {formatAge(orchestrator.ttlSeconds * 1000)}
        </Cell>
        <Cell align="right" className={`text-ink-2 ${roomy}`}>
          <Time at={orchestrator.registeredAt} />
        </Cell>
        <Cell align="right" place="value">
          {orchestrator.agentCount === 0 ? (
            <span className="text-ink-3">none</span>
          ) : (
            <button
              type="button"
              aria-expanded={open}
              aria-label={`Agents that ${name} registered: ${orchestrator.agentCount}`}
              onClick={() => setOpen(!open)}
              className="inline-flex min-h-6 items-center gap-1 text-accent max-desk:min-h-9"
            >
              {orchestrator.agentCount}
              <Chevron aria-hidden="true" className="size-3.5" />
            </button>
          )}
        </Cell>
      </Row>
      {open ? <Registered orchestrator={orchestrator} /> : null}
    </>
  );
}

/** Orchestrators as rows; the agents that one registered open below it. */
export function OrchestratorTable({ orchestrators }: { orchestrators: readonly OrchestratorItem[] }) {
  return (
    <Table label="Orchestrators" columns={columns} density="comfortable">
      <tbody>
        {orchestrators.map((orchestrator) => (
          <OrchestratorRow key={orchestrator.id} orchestrator={orchestrator} />
        ))}
      </tbody>
    </Table>
  );
}
