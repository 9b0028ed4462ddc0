import type { AnswerOf } from "@/server/platform/contract";
import type { contract } from "@/server/runs/contract";
import type { Durations } from "@/server/runs/queries/usage-durations";
import type { Sums } from "@/server/runs/queries/usage-sums";

export type Figures = AnswerOf<typeof contract.getUsage>["totals"];

const NOTHING: Omit<Sums, "key" | "bucket"> = {
  runs: 0,
  failed: 0,
  withDuration: 0,
  durationMs: "0",
  reported: 0,
  estimated: 0,
  unknown: 0,
  costUsd: "0",
  estimatedUsd: "0",
  inputTokens: "0",
  outputTokens: "0",
};

/** The figures of one point or total; without runs they are zeros and a null duration. */
export function figuresOf(sums: Sums | undefined, durations: Durations | undefined, exact: boolean): Figures {
  const told = sums ?? NOTHING;
  return {
    runs: told.runs,
    failed: told.failed,
    costRuns: told.reported + told.estimated + told.unknown,
    costUsd: told.costUsd,
    estimatedUsd: told.estimatedUsd,
    coverage: { reported: told.reported, estimated: told.estimated, unknown: told.unknown },
    inputTokens: told.inputTokens,
    outputTokens: told.outputTokens,
    durationMs: durationsOf(told, durations, exact),
  };
}

function durationsOf(sums: Omit<Sums, "key" | "bucket">, durations: Durations | undefined, exact: boolean) {
  if (!durations || sums.withDuration === 0) return null;
  const { p50, p95, p99, max } = durations;
  const mean = Math.round((Number(sums.durationMs) / sums.withDuration) * 1000) / 1000;
  return { p50, p95, p99, mean, max, count: sums.withDuration, exact };
}

/** By key and bucket, for looking up. */
export function byPlace<T extends { key: string; bucket: number }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [placeOf(row.key, row.bucket), row]));
}

export const placeOf = (key: string, bucket: number) => `${bucket} ${key}`;
