import type { AgentStatus } from "./status-mark";

export type StatusSpan = { status: AgentStatus; from: string; to: string | null };

export type SkylineBlock = { status: AgentStatus; x: number; y: number; width: number; height: number };

/** Share of the height that says the status without colour. */
const rises: Record<AgentStatus, number> = {
  healthy: 0.3,
  degraded: 0.62,
  down: 1,
  unknown: 1,
  paused: 0.16,
  maintenance: 0.3,
  retired: 0,
};

const LEAST_BAD_PX = 2;

/** Spans as blocks on a strip. What was bad is never narrower than 2 px, however short it was. */
export function skylineBlocks(
  spans: readonly StatusSpan[],
  range: { fromMs: number; toMs: number },
  size: { width: number; height: number },
): SkylineBlock[] {
  const scale = size.width / (range.toMs - range.fromMs);
  return spans.flatMap((span) => {
    const from = Math.max(range.fromMs, Date.parse(span.from));
    const to = Math.min(range.toMs, span.to === null ? range.toMs : Date.parse(span.to));
    const height = rises[span.status] * size.height;
    if (to <= from || height === 0) return [];
    const bad = span.status === "down" || span.status === "degraded";
    const width = Math.max((to - from) * scale, bad ? LEAST_BAD_PX : 0);
    const x = Math.min((from - range.fromMs) * scale, size.width - width);
    return [{ status: span.status, x, y: size.height - height, width, height }];
  });
}

/** What a reader hears of a strip: time in each status that occurred, worst first, as shares. */
export function skylineWords(spans: readonly StatusSpan[], range: { fromMs: number; toMs: number }): string {
  const shares = new Map<AgentStatus, number>();
  for (const { width, status } of skylineBlocks(spans, range, { width: 1000, height: 1 })) {
    shares.set(status, (shares.get(status) ?? 0) + width);
  }
  if (shares.size === 0) return "no record";
  return [...shares]
    .sort((a, b) => rises[b[0]] - rises[a[0]])
    .map(([status, share]) => `${status} ${Math.round(share) / 10} %`)
    .join(", ");
}
