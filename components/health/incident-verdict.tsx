import { HostileText } from "@/components/ui/hostile-text";
import { Instant, Since } from "@/components/ui/time";
import { incidentSubject } from "./incident-words";
import { Lasted } from "./lasted";
import type { IncidentItem } from "./queries";

/** One sentence: whom it is about, since when, why, and whether somebody is on it. */
export function IncidentVerdict({ incident }: { incident: IncidentItem }) {
  const over = incident.closedAt !== null;
  return (
    <>
      <b>
        <HostileText text={incidentSubject(incident)} limit={200} />{" "}
        {over ? (
          <>
            was in trouble for <Lasted incident={incident} />
          </>
        ) : (
          <>
            since <Instant at={incident.openedAt} />, <Since at={incident.openedAt} />
          </>
        )}
        : <HostileText text={incident.cause} limit={300} />.
      </b>{" "}
      {incident.acknowledgedBy === null ? (
        "Nobody has acknowledged it."
      ) : (
        <>
          Acknowledged by <HostileText text={incident.acknowledgedBy} limit={120} /> at{" "}
          <Instant at={incident.acknowledgedAt} />.
        </>
      )}
    </>
  );
}
