"use client";

import { useCallback } from "react";
import { Duration } from "@/components/ui/duration";
import { formatPercent } from "@/components/ui/format-count";
import { harmless } from "@/components/ui/hostile-text";
import { Skyline } from "@/components/ui/skyline";
import { Sparkline } from "@/components/ui/sparkline";
import { Since } from "@/components/ui/time";
import { useTicking } from "@/components/ui/time-context";
import type { AgentDay, AgentItem } from "./queries";
import { spansUntilNow } from "./spans-until-now";

const quiet = "text-ink-3";

/** A beat may come this much later than its time to live before it counts as late; the verdict grants the same. */
function isLate(lastMs: number, ttlSeconds: number, nowMs: number): boolean {
  const ttlMs = ttlSeconds * 1000;
  return nowMs > lastMs + ttlMs + Math.max(2000, ttlMs / 4);
}

/** How long ago the agent last reported; coloured once that is late. */
export function HeartbeatAge({ agent }: { agent: AgentItem }) {
  const { lastHeartbeatAt, ttlSeconds, status } = agent;
  const lastMs = lastHeartbeatAt === null ? null : Date.parse(lastHeartbeatAt);
  const late = useTicking(
    useCallback(
      (now: number) => (lastMs !== null && isLate(lastMs, ttlSeconds, now) ? "late" : ""),
      [lastMs, ttlSeconds],
    ),
  );
  if (lastHeartbeatAt === null) return <span className={quiet}>absent</span>;
  const tone = status === "down" ? "text-down" : status === "degraded" ? "text-degraded" : "text-ink-2";
  return (
    <span className={late ? tone : "text-ink-2"}>
      <Since at={lastHeartbeatAt} />
    </span>
  );
}

/** A fault in the width of a column; the whole of it on hover. */
const shortFaults: readonly [RegExp, string][] = [
  [/refused/i, "refused"],
  [/timed? ?out/i, "timeout"],
  [/not probed|not allowed|policy/i, "refused by us"],
  [/name|resolve|dns/i, "no name"],
  [/tls|certificate/i, "TLS"],
  [/reset|cut off/i, "cut off"],
  [/answered (\d{3})/i, "HTTP"],
];

export function shortFault(error: string): string {
  const status = /answered (\d{3})/i.exec(error)?.[1];
  if (status) return `HTTP ${status}`;
  return shortFaults.find(([pattern]) => pattern.test(error))?.[1] ?? "failed";
}

/** What the last look at the agent showed. */
export function ProbeCell({ agent }: { agent: AgentItem }) {
  const { lastProbe, status } = agent;
  if (status === "paused") return <span className={quiet}>paused</span>;
  if (lastProbe === null) return <span className={quiet}>not yet</span>;
  if (lastProbe.ok) return <Duration ms={lastProbe.latencyMs} absent="ok" />;
  const error = harmless(lastProbe.error ?? "failed", 300);
  const tone = status === "down" ? "text-down" : status === "degraded" ? "text-degraded" : quiet;
  return (
    <span className={tone} data-tip={error}>
      {shortFault(error)}
    </span>
  );
}

export function DaySkyline({ agent, day }: { agent: AgentItem; day: AgentDay | undefined }) {
  if (!day) return null;
  return <Skyline spans={spansUntilNow(day.spans, agent)} from={day.from} to={day.to} width={122} />;
}

export function DayLatency({ day, name }: { day: AgentDay | undefined; name: string }) {
  if (!day) return null;
  return <Sparkline values={day.latencyMs} label={`Latency of ${harmless(name, 80)}, 24 hours`} />;
}

/** A ratio in a column of ratios; null is what nobody could see. */
export function Ratio({ ratio, decimals }: { ratio: number | null; decimals: number }) {
  if (ratio === null) return <span className={quiet}>no data</span>;
  return formatPercent(ratio, decimals);
}
