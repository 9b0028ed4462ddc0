import { MarkedWord } from "@/components/ui/mark";
import type { IncidentItem } from "./queries";

/** An incident's state as shape and word: how bad while it is open, and that it is over. */
export function IncidentMark({
  incident,
  bare = false,
}: {
  incident: Pick<IncidentItem, "severity" | "closedAt">;
  bare?: boolean;
}) {
  if (incident.closedAt !== null)
    return <MarkedWord shape="disc-tick" word="Closed" tone="text-healthy" quiet bare={bare} />;
  if (incident.severity === "critical")
    return <MarkedWord shape="cross" word="Critical" tone="text-down" bare={bare} />;
  return <MarkedWord shape="half-disc" word="Warning" tone="text-degraded" bare={bare} />;
}
