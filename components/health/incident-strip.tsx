"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { Panel } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { useTicking } from "@/components/ui/time-context";
import { agentHealthQuery, type IncidentItem } from "./queries";
import { StatusStrip } from "./status-strip";

const AROUND_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The agent's status from an hour before the incident to an hour after it, or to now. */
export function IncidentStrip({ incident, agentId }: { incident: IncidentItem; agentId: string }) {
  const from = new Date(Date.parse(incident.firstBadAt ?? incident.openedAt) - AROUND_MS).toISOString();
  const closedMs = incident.closedAt === null ? null : Date.parse(incident.closedAt);
  const to = useTicking(
    useCallback(
      (now: number) => {
        const end = closedMs === null ? now : Math.min(now, closedMs + AROUND_MS);
        return new Date(Math.ceil(end / MINUTE_MS) * MINUTE_MS).toISOString();
      },
      [closedMs],
    ),
  );
  const health = useQuery({ ...agentHealthQuery(agentId, { from, to }), placeholderData: (before) => before });
  return (
    <Panel title="What was its status around then?" state={panelState(health)}>
      {health.data ? <StatusStrip spans={health.data.spans} from={health.data.from} to={health.data.to} /> : null}
    </Panel>
  );
}
