import type { ReactNode } from "react";

/** A strip of answers, parted by hairlines. */
export function FigureStrip({ children, label }: { children: ReactNode; label: string }) {
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-2 overflow-hidden border-line border-t desk:grid-cols-3 wide:auto-cols-fr wide:grid-flow-col wide:grid-cols-none"
    >
      {children}
    </dl>
  );
}

/** A question, its answer with the change, and what it rests on: n, coverage, the period compared. */
export function Figure({
  question,
  answer,
  beside,
  basis,
}: {
  question: ReactNode;
  answer: ReactNode;
  /** A change or a second figure, small, beside the answer. */
  beside?: ReactNode;
  basis?: ReactNode;
}) {
  return (
    <div className="min-w-0 border-line py-[9px] pr-3 pl-gutter max-wide:-mb-px max-wide:border-b max-desk:[&:nth-child(even)]:border-l desk:max-wide:[&:not(:nth-child(3n+1))]:border-l wide:[&+&]:border-l">
      <dt className="text-small text-ink-2">{question}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-2 whitespace-nowrap text-figure font-medium tracking-[var(--tracking-tight)]">
        {answer}
        {beside ? <span className="text-small tracking-normal text-ink-2">{beside}</span> : null}
      </dd>
      {basis ? <dd className="min-h-4 text-small text-ink-3 desk:truncate">{basis}</dd> : null}
    </div>
  );
}
