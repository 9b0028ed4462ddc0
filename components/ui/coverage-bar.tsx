import { formatPercent } from "./format-count";

/** How much of a total is known: shares between 0 and 1 of reported, estimated and unknown. */
export function CoverageBar({
  reported,
  estimated,
  unknown,
  width = 64,
}: {
  reported: number;
  estimated: number;
  unknown: number;
  width?: number;
}) {
  const words = `reported ${formatPercent(reported)}, estimated ${formatPercent(estimated)}, unknown ${formatPercent(unknown)}`;
  const parts = [
    { name: "reported", share: reported, className: "bg-ink-2" },
    { name: "estimated", share: estimated, className: "bg-[var(--chart-axis)]" },
    { name: "unknown", share: unknown, className: "hatch-unknown" },
  ];
  return (
    <span
      role="img"
      aria-label={words}
      data-tip={words}
      className="inline-flex h-1.5 gap-px overflow-hidden rounded-[1px] align-[1px]"
      style={{ width }}
    >
      {parts
        .filter((part) => part.share > 0)
        .map((part) => (
          <span key={part.name} className={part.className} style={{ flexGrow: part.share, flexBasis: 2 }} />
        ))}
    </span>
  );
}
