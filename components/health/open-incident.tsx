"use client";

import Link from "next/link";
import { Section } from "@/components/ui/section";
import { Since } from "@/components/ui/time";
import { CommentForm } from "./comment-form";
import { IncidentTimeline } from "./incident-timeline";
import { incidentCode } from "./incident-words";
import type { IncidentItem } from "./queries";

/** The incident that is open now, beside the agent it is about. */
export function OpenIncident({ incident, mayAct }: { incident: IncidentItem; mayAct: boolean }) {
  return (
    <Section
      title={
        <Link href={`/incidents/${incident.id}`} className="text-accent">
          {incidentCode(incident)}
        </Link>
      }
      count={
        <span className={incident.severity === "critical" ? "text-small text-down" : "text-small text-degraded"}>
          open <Since at={incident.openedAt} />
        </span>
      }
      answer={incident.acknowledgedAt === null ? "not acknowledged" : "acknowledged"}
    >
      <IncidentTimeline incident={incident} />
      {mayAct ? (
        <div className="mt-3">
          <CommentForm incident={incident} />
        </div>
      ) : null}
    </Section>
  );
}
