import { useId } from "react";
import { type SkylineBlock, type StatusSpan, skylineBlocks, skylineWords } from "./skyline-shape";

function Block({ block, hatch }: { block: SkylineBlock; hatch: string }) {
  const { x, y, width, height } = block;
  const place = { x, y, width, height };
  switch (block.status) {
    case "healthy":
      return <rect {...place} fill="var(--st-healthy-quiet)" />;
    case "degraded":
    case "down":
      return <rect {...place} fill={`var(--st-${block.status})`} />;
    case "unknown":
      return <rect {...place} fill={`url(#${hatch})`} stroke="var(--st-unknown)" strokeWidth="0.75" />;
    case "paused":
      return (
        <path
          d={`M${x} ${y + height / 2}h${width}`}
          stroke="var(--st-paused)"
          strokeWidth={height}
          strokeDasharray="3 2"
        />
      );
    default:
      return (
        <rect
          x={x + 0.5}
          y={y}
          width={Math.max(0, width - 1)}
          height={height - 0.5}
          fill="none"
          stroke={`var(--st-${block.status})`}
        />
      );
  }
}

/** Status over time as a strip: the height is the status, so it reads without colour. */
export function Skyline({
  spans,
  from,
  to,
  width = 120,
  height = 14,
  stretch = false,
}: {
  spans: readonly StatusSpan[];
  from: string;
  to: string;
  width?: number;
  height?: number;
  /** Takes the whole width it is given. */
  stretch?: boolean;
}) {
  const id = useId();
  const range = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  return (
    <svg
      role="img"
      aria-label={skylineWords(spans, range)}
      viewBox={`0 0 ${width} ${height}`}
      width={stretch ? "100%" : width}
      height={height}
      preserveAspectRatio="none"
      className="inline-block align-middle"
    >
      <defs>
        <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V4" stroke="var(--st-unknown)" strokeWidth="1" />
        </pattern>
      </defs>
      {skylineBlocks(spans, range, { width, height }).map((block) => (
        <Block key={`${block.status}${block.x}`} block={block} hatch={id} />
      ))}
    </svg>
  );
}
