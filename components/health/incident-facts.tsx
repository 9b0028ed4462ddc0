import Link from "next/link";
import { HostileText } from "@/components/ui/hostile-text";
import { KeyValues } from "@/components/ui/key-value";
import { Instant, Time } from "@/components/ui/time";
import { incidentSubject } from "./incident-words";
import { Lasted } from "./lasted";
import type { IncidentItem } from "./queries";

const severities = { critical: "Critical", warning: "Warning" } as const;

/** What is kept of an incident beside its timeline. */
export function IncidentFacts({ incident }: { incident: IncidentItem }) {
  const { agent } = incident;
  const items = [
    {
      name: "About",
      value: agent ? (
        <Link href={`/agents/${agent.id}`} className="text-accent">
          {incidentSubject(incident)}
        </Link>
      ) : (
        incidentSubject(incident)
      ),
    },
    { name: "Environment", value: incident.environment ?? "all" },
    { name: "Severity", value: severities[incident.severity] },
    { name: "Last good", value: <Time at={incident.lastOkAt} /> },
    { name: "First bad", value: <Time at={incident.firstBadAt} /> },
    { name: "Opened", value: <Instant at={incident.openedAt} /> },
    ...(incident.closedAt === null
      ? []
      : [
          { name: "Closed", value: <Instant at={incident.closedAt} /> },
          { name: "Lasted", value: <Lasted incident={incident} /> },
          { name: "Closed by", value: <HostileText text={incident.closeReason ?? "unknown"} limit={300} /> },
        ]),
    ...(incident.muted ? [{ name: "Muted", value: "while the agent is paused" }] : []),
  ];
  return <KeyValues items={items} />;
}
