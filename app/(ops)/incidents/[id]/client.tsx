"use client";

import { useQuery } from "@tanstack/react-query";
import { CommentForm } from "@/components/health/comment-form";
import { IncidentFacts } from "@/components/health/incident-facts";
import { IncidentMark } from "@/components/health/incident-mark";
import { IncidentStrip } from "@/components/health/incident-strip";
import { IncidentTimeline } from "@/components/health/incident-timeline";
import { IncidentVerdict } from "@/components/health/incident-verdict";
import { incidentCode, incidentSubject } from "@/components/health/incident-words";
import { incidentQuery } from "@/components/health/queries";
import { useAcknowledge } from "@/components/health/use-incident-deeds";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Section, Split } from "@/components/ui/section";
import { useShortcut } from "@/components/ui/use-shortcut";

/** One incident: what is so, what happened, what people said of it. */
export function IncidentClient({ id, mayAct }: { id: string; mayAct: boolean }) {
  const { data: incident } = useQuery(incidentQuery(id));
  const acknowledge = useAcknowledge();
  const waits = mayAct && incident !== undefined && incident.closedAt === null && incident.acknowledgedAt === null;
  useShortcut("a", "Acknowledge the incident", "This page", () => acknowledge.mutate(id), waits);
  if (!incident) return null;
  return (
    <>
      <PageHead
        crumbs={[{ href: "/incidents", label: "Incidents" }]}
        title={incidentCode(incident)}
        mark={<IncidentMark incident={incident} />}
        verdict={<IncidentVerdict incident={incident} />}
        actions={
          <>
            {waits ? (
              <Button
                variant="primary"
                kbd="a"
                disabled={acknowledge.isPending}
                aria-busy={acknowledge.isPending}
                onClick={() => acknowledge.mutate(id)}
              >
                Acknowledge {incidentCode(incident)}
              </Button>
            ) : null}
            {incident.agent ? (
              <Button href={`/agents/${incident.agent.id}`}>Open {incidentSubject(incident)}</Button>
            ) : null}
          </>
        }
      />
      <Split
        aside={
          <Section title="Facts">
            <IncidentFacts incident={incident} />
          </Section>
        }
      >
        {incident.agentId && incident.agent ? <IncidentStrip incident={incident} agentId={incident.agentId} /> : null}
        <Section title="What happened?" answer={`${incident.timeline.length} entries`}>
          <IncidentTimeline incident={incident} />
          {mayAct ? (
            <div className="mt-4 max-w-[640px]">
              <CommentForm incident={incident} />
            </div>
          ) : null}
        </Section>
      </Split>
    </>
  );
}
