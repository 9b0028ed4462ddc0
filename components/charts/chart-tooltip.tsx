import { CoverageBar } from "@/components/ui/coverage-bar";
import { formatCount } from "@/components/ui/format-count";
import { harmless } from "@/components/ui/hostile-text";
import type { Bucket, ChartData } from "./model";
import { bucketWords, isRunning } from "./prepare/time-axis";
import { writeValue } from "./prepare/value-axis";

/** A square of a series' colour. */
export function Swatch({ colour, hatched = false }: { colour: string; hatched?: boolean | undefined }) {
  const stripes = `repeating-linear-gradient(135deg, ${colour} 0 2px, transparent 2px 4px)`;
  return (
    <span
      aria-hidden="true"
      className="inline-block size-2.5 flex-none rounded-[2px]"
      style={{ background: hatched ? stripes : colour }}
    />
  );
}

/** The bucket that a chart's axis value points at. */
export function bucketIndexOf(axisValue: unknown, buckets: number): number | null {
  const index = Math.floor(Number(axisValue));
  return Number.isFinite(index) && buckets > 0 ? Math.max(0, Math.min(buckets - 1, index)) : null;
}

function Basis({ bucket, data }: { bucket: Bucket; data: ChartData }) {
  const parts = [
    bucket.n === undefined ? null : `n ${formatCount(bucket.n)}`,
    data.precision,
    isRunning(bucket, data.asOf) ? "still running" : null,
    bucket.cut ? "cut by the range" : null,
  ].filter(Boolean);
  return (
    <p className="mt-1.5 flex items-center gap-2 text-ink-3">
      {parts.join(", ")}
      {bucket.coverage ? <CoverageBar {...bucket.coverage} width={44} /> : null}
    </p>
  );
}

/** What a bucket holds: each series' exact value, the total of a stack, what it rests on, its start and end with the zone. */
export function ChartTooltip({ data, axisValue, stacked }: { data: ChartData; axisValue: unknown; stacked: boolean }) {
  const index = bucketIndexOf(axisValue, data.buckets.length);
  const bucket = index === null ? undefined : data.buckets[index];
  if (index === null || !bucket) return null;
  const total = data.series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
  return (
    <div className="w-64 rounded-3 bg-surface-2 px-2.5 py-2 text-small text-ink-1 shadow-floating max-desk:w-auto max-desk:bg-transparent max-desk:px-0 max-desk:shadow-none">
      <p className="mb-1.5 font-medium">{bucketWords(bucket, data.zone)}</p>
      <ul className="leading-[18px]">
        {data.series.map(({ key, label, colour, hatched, values, exact }) => {
          const value = values[index];
          return (
            <li key={key} className="flex items-center gap-1.5">
              <Swatch colour={colour} hatched={hatched} />
              <span className="min-w-0 flex-1 truncate text-ink-2">{harmless(label, 80)}</span>
              {value === null || value === undefined ? (
                <span className="text-ink-3">no data</span>
              ) : (
                <span>{writeValue(value, data.unit, exact?.[index])}</span>
              )}
            </li>
          );
        })}
      </ul>
      {stacked && data.series.length > 1 ? (
        <p className="mt-1 flex justify-between border-line border-t pt-1 font-medium">
          <span>Total</span>
          <span>{writeValue(total, data.unit)}</span>
        </p>
      ) : null}
      <Basis bucket={bucket} data={data} />
    </div>
  );
}
