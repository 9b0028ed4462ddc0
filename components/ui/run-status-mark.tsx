import { MarkedWord, type MarkShape } from "./mark";

export type RunStatus =
  | "pending"
  | "running"
  | "completed"
  | "failed"
  | "killed"
  | "abandoned"
  | "handed_over"
  | "unknown";

const faces: Record<RunStatus, { shape: MarkShape; word: string; tone: string; quiet: boolean }> = {
  pending: { shape: "dot", word: "Pending", tone: "text-ink-3", quiet: true },
  running: { shape: "dashed-ring", word: "Running", tone: "text-accent", quiet: true },
  completed: { shape: "disc-tick", word: "Completed", tone: "text-healthy", quiet: true },
  failed: { shape: "octagon-cross", word: "Failed", tone: "text-down", quiet: false },
  killed: { shape: "cross", word: "Killed", tone: "text-down", quiet: false },
  abandoned: { shape: "diamond", word: "Abandoned", tone: "text-unknown", quiet: false },
  handed_over: { shape: "ring", word: "Handed over", tone: "text-ink-3", quiet: true },
  unknown: { shape: "diamond-question", word: "Unknown", tone: "text-unknown", quiet: false },
};

/** A run's status as shape and word. */
export function RunStatusMark({ status, bare }: { status: RunStatus; bare?: boolean }) {
  return <MarkedWord {...faces[status]} bare={bare} />;
}
