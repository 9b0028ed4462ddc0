import Link from "next/link";
import { HostileText } from "@/components/ui/hostile-text";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { incidentCode } from "./incident-words";
import { Lasted } from "./lasted";
import type { IncidentItem } from "./queries";

/** The agent's last incidents that are over. */
export function PastIncidents({ incidents, agentId }: { incidents: readonly IncidentItem[]; agentId: string }) {
  return (
    <Section
      title="Incidents before"
      answer={
        incidents.length > 0 ? (
          <Link href={`/incidents?agent=${agentId}`} className="text-accent">
            all
          </Link>
        ) : null
      }
    >
      {incidents.length === 0 ? (
        <p className="text-small text-ink-3">None has been closed.</p>
      ) : (
        <ul className="grid gap-1.5 text-small">
          {incidents.map((incident) => (
            <li key={incident.id} className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2">
              <Link href={`/incidents/${incident.id}`} className="font-medium">
                {incidentCode(incident)}
              </Link>
              <span className="truncate text-ink-2">
                <HostileText text={incident.cause} limit={200} />
              </span>
              <span className="text-right text-ink-3">
                <Time at={incident.closedAt} />, <Lasted incident={incident} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
