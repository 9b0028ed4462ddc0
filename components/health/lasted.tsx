import { Duration } from "@/components/ui/duration";
import type { IncidentItem } from "./queries";

/** How long a closed incident was open. */
export function Lasted({ incident }: { incident: Pick<IncidentItem, "openedAt" | "closedAt"> }) {
  if (incident.closedAt === null) return null;
  return <Duration ms={Date.parse(incident.closedAt) - Date.parse(incident.openedAt)} />;
}
