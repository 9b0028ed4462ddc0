import type { ReactNode } from "react";
import { cx } from "./cx";

export type MarkShape =
  | "disc"
  | "half-disc"
  | "cross"
  | "diamond"
  | "bars"
  | "hammer"
  | "dash"
  | "disc-tick"
  | "octagon-cross"
  | "triangle-bang"
  | "diamond-question"
  | "ring"
  | "half-shield"
  | "dashed-ring"
  | "dot";

const paper = "var(--surface-0)";
const line = { fill: "none", stroke: "currentColor", strokeLinecap: "round", strokeLinejoin: "round" } as const;
const cut = { fill: "none", stroke: paper, strokeWidth: 1.6, strokeLinecap: "round", strokeLinejoin: "round" } as const;

const shapes: Record<MarkShape, ReactNode> = {
  disc: <circle cx="7" cy="7" r="4.25" fill="currentColor" />,
  "half-disc": (
    <>
      <circle cx="7" cy="7" r="4.75" {...line} strokeWidth="1.5" />
      <path d="M7 2.25a4.75 4.75 0 0 0 0 9.5z" fill="currentColor" />
    </>
  ),
  cross: <path d="m3 3 8 8m0-8-8 8" {...line} strokeWidth="2.4" />,
  diamond: <path d="M7 1.6 12.4 7 7 12.4 1.6 7z" {...line} strokeWidth="1.5" />,
  bars: <path d="M4.5 3v8m5-8v8" {...line} strokeWidth="2" />,
  hammer: (
    <g transform="scale(.5833)" {...line} strokeWidth="2.6">
      <path d="m15 12-9.373 9.373a1 1 0 0 1-3.001-3L12 9m6 6 4-4" />
      <path d="m21.5 11.5-1.914-1.914A2 2 0 0 1 19 8.172v-.344a2 2 0 0 0-.586-1.414l-1.657-1.657A6 6 0 0 0 12.516 3H9l1.243 1.243A6 6 0 0 1 12 8.485V10l2 2h1.172a2 2 0 0 1 1.414.586L18.5 14.5" />
    </g>
  ),
  dash: <path d="M3 7h8" {...line} strokeWidth="2" />,
  "disc-tick": (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <path d="m4.3 7.2 1.9 1.9 3.6-3.9" {...cut} />
    </>
  ),
  "octagon-cross": (
    <>
      <path d="M4.5.9h5l3.6 3.6v5l-3.6 3.6h-5L.9 9.5v-5z" fill="currentColor" />
      <path d="m4.8 4.8 4.4 4.4m0-4.4L4.8 9.2" {...cut} />
    </>
  ),
  "triangle-bang": (
    <>
      <path d="M7 1.2 13.2 12.4H.8z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M7 5v3.4" {...cut} />
      <circle cx="7" cy="10.5" r=".95" fill={paper} />
    </>
  ),
  "diamond-question": (
    <>
      <path d="M7 .9 13.1 7 7 13.1.9 7z" {...line} strokeWidth="1.4" />
      <path d="M5.6 5.6c0-1.9 2.8-1.9 2.8 0 0 1.2-1.4 1.1-1.4 2.2" {...line} strokeWidth="1.2" />
      <circle cx="7" cy="9.6" r=".8" fill="currentColor" />
    </>
  ),
  ring: <circle cx="7" cy="7" r="5.25" {...line} strokeWidth="1.5" />,
  "half-shield": (
    <>
      <path d="m7 1 5 1.8v4c0 3-2.2 5.2-5 6.2-2.8-1-5-3.2-5-6.2v-4z" {...line} strokeWidth="1.4" />
      <path d="M7 1v12c-2.8-1-5-3.2-5-6.2v-4z" fill="currentColor" />
    </>
  ),
  "dashed-ring": (
    <>
      <circle cx="7" cy="7" r="5.25" {...line} strokeWidth="1.5" strokeDasharray="3 2.5" />
      <circle cx="7" cy="7" r="2" fill="currentColor" />
    </>
  ),
  dot: <circle cx="7" cy="7" r="2" {...line} strokeWidth="1.4" />,
};

/** One 14 px shape in the current colour. Silent to readers: the word beside it speaks. */
export function Mark({ shape, className }: { shape: MarkShape; className?: string }) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" className={cx("size-3.5 shrink-0 forced-color-adjust-none", className)}>
      {shapes[shape]}
    </svg>
  );
}

/** A shape and its word; `quiet` leaves the word in the second ink, `bare` hides it from the eye only. */
export function MarkedWord({
  shape,
  word,
  tone,
  quiet = false,
  bare = false,
}: {
  shape: MarkShape;
  word: string;
  /** The text colour utility of the shape. */
  tone: string;
  quiet?: boolean;
  bare?: boolean;
}) {
  return (
    <span className="inline-flex min-h-5 items-center gap-[7px] whitespace-nowrap align-top">
      <span className={tone}>
        <Mark shape={shape} />
      </span>
      <span data-word="" className={cx(bare && "sr-only", quiet ? "text-ink-2" : tone)}>
        {word}
      </span>
    </span>
  );
}
