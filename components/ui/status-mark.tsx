import { Mark, MarkedWord, type MarkShape } from "./mark";

export const agentStatuses = ["down", "degraded", "unknown", "maintenance", "paused", "healthy", "retired"] as const;

export type AgentStatus = (typeof agentStatuses)[number];

type Face = { shape: MarkShape; word: string; tone: string; quiet: boolean };

/** Shape, word and colour of each status, worst first: the one place that pairs them. */
export const statusFaces: Record<AgentStatus, Face> = {
  down: { shape: "cross", word: "Down", tone: "text-down", quiet: false },
  degraded: { shape: "half-disc", word: "Degraded", tone: "text-degraded", quiet: false },
  unknown: { shape: "diamond", word: "Unknown", tone: "text-unknown", quiet: false },
  maintenance: { shape: "hammer", word: "Maintenance", tone: "text-maintenance", quiet: false },
  paused: { shape: "bars", word: "Paused", tone: "text-paused", quiet: true },
  healthy: { shape: "disc", word: "Healthy", tone: "text-healthy", quiet: true },
  retired: { shape: "dash", word: "Retired", tone: "text-retired", quiet: true },
};

/** An agent's status as shape and word. `bare` where the word stands in the same row. */
export function StatusMark({ status, bare }: { status: AgentStatus; bare?: boolean }) {
  return <MarkedWord {...statusFaces[status]} bare={bare} />;
}

/** The shape alone, for chips and legends that carry their own word. */
export function StatusShape({ status }: { status: AgentStatus }) {
  const { shape, tone } = statusFaces[status];
  return (
    <span className={tone}>
      <Mark shape={shape} />
    </span>
  );
}
