import { MarkedWord, type MarkShape } from "./mark";

export type CheckState = "done" | "failing" | "unknown" | "overdue" | "open" | "waived" | "not_applicable";

const faces: Record<CheckState, { shape: MarkShape; word: string; tone: string; quiet: boolean }> = {
  done: { shape: "disc-tick", word: "Done", tone: "text-healthy", quiet: true },
  failing: { shape: "octagon-cross", word: "Failing", tone: "text-down", quiet: false },
  unknown: { shape: "diamond-question", word: "Unknown", tone: "text-unknown", quiet: false },
  overdue: { shape: "triangle-bang", word: "Overdue", tone: "text-degraded", quiet: false },
  open: { shape: "ring", word: "Open", tone: "text-ink-2", quiet: true },
  waived: { shape: "half-shield", word: "Waived", tone: "text-paused", quiet: true },
  not_applicable: { shape: "dash", word: "Not applicable", tone: "text-ink-3", quiet: true },
};

/** The state of something checked, as shape and word; `word` says it in the check's own terms. */
export function CheckMark({ state, word, bare }: { state: CheckState; word?: string; bare?: boolean }) {
  const face = faces[state];
  return <MarkedWord {...face} word={word ?? face.word} bare={bare} />;
}
