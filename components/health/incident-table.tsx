"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { HostileText } from "@/components/ui/hostile-text";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Instant, Since } from "@/components/ui/time";
import { IncidentMark } from "./incident-mark";
import { incidentCode, incidentSubject } from "./incident-words";
import { Lasted } from "./lasted";
import type { IncidentItem } from "./queries";

const columns: readonly Column[] = [
  { key: "state", label: "State", width: 112 },
  { key: "code", label: "Incident", width: 92 },
  { key: "subject", label: "About", width: 190 },
  { key: "cause", label: "Cause" },
  { key: "environment", label: "Environment", width: 116, className: "max-[1180px]:desk:hidden" },
  { key: "opened", label: "Opened", width: 132, align: "right" },
  { key: "lasted", label: "Lasted", width: 88, align: "right" },
  { key: "who", label: "Acknowledged", width: 148 },
];

type Deed = ((id: string) => void) | null;

function Acknowledged({ incident, onAcknowledge }: { incident: IncidentItem; onAcknowledge: Deed }) {
  if (incident.acknowledgedBy !== null) return <HostileText text={incident.acknowledgedBy} limit={120} />;
  if (incident.closedAt !== null || onAcknowledge === null) return <span className="text-ink-3">nobody yet</span>;
  return (
    <Button
      size="small"
      onClick={() => onAcknowledge(incident.id)}
      aria-label={`Acknowledge ${incidentCode(incident)}`}
    >
      Acknowledge
    </Button>
  );
}

function IncidentRow({ incident, onAcknowledge }: { incident: IncidentItem; onAcknowledge: Deed }) {
  return (
    <Row data-id={incident.id}>
      <Cell place="mark">
        <IncidentMark incident={incident} />
      </Cell>
      <Cell className="text-ink-2">{incidentCode(incident)}</Cell>
      <Cell place="title">
        <Link href={`/incidents/${incident.id}`} prefetch={false} data-row-link="" className="font-medium">
          {incidentSubject(incident)}
        </Link>
      </Cell>
      <Cell place="note" className="truncate text-ink-2">
        <HostileText text={incident.cause} limit={300} />
        {incident.muted ? <span className="text-ink-3"> (muted)</span> : null}
      </Cell>
      <Cell className="text-ink-2 max-[1180px]:desk:hidden">{incident.environment ?? "all"}</Cell>
      <Cell align="right" className="text-ink-2">
        <Instant at={incident.openedAt} />
      </Cell>
      <Cell align="right" place="age">
        {incident.closedAt === null ? <Since at={incident.openedAt} /> : <Lasted incident={incident} />}
      </Cell>
      <Cell place="value" className="text-ink-2">
        <Acknowledged incident={incident} onAcknowledge={onAcknowledge} />
      </Cell>
    </Row>
  );
}

/** Incidents as rows; `onAcknowledge` is null where the reader may not. */
export function IncidentTable({
  label,
  incidents,
  onAcknowledge,
}: {
  label: string;
  incidents: readonly IncidentItem[];
  onAcknowledge: Deed;
}) {
  return (
    <Table label={label} columns={columns} density="comfortable">
      <tbody>
        {incidents.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} onAcknowledge={onAcknowledge} />
        ))}
      </tbody>
    </Table>
  );
}
