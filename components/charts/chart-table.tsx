import { harmless } from "@/components/ui/hostile-text";
import { Cell, Row, Table } from "@/components/ui/table";
import type { DrawProps } from "./model";
import { bucketWords } from "./prepare/time-axis";
import { writeValue } from "./prepare/value-axis";

/** The same numbers as the chart, newest first; each bucket opens what lies behind it. */
export function ChartTable({ data, label, height, onSelect }: DrawProps) {
  const columns = [
    { key: "bucket", label: "Bucket", width: 270 },
    ...data.series.map((series) => ({
      key: series.key,
      label: harmless(series.label, 80),
      align: "right" as const,
      width: 116,
    })),
  ];
  const newestFirst = data.buckets.map((bucket, index) => ({ bucket, index })).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-auto" style={{ height }}>
      <Table label={label} columns={columns} phone="as-is">
        <tbody>
          {newestFirst.map(({ bucket, index }) => (
            <Row key={bucket.from}>
              <Cell>
                {onSelect ? (
                  <button type="button" className="text-accent hover:underline" onClick={() => onSelect(bucket, null)}>
                    {bucketWords(bucket, data.zone)}
                  </button>
                ) : (
                  bucketWords(bucket, data.zone)
                )}
              </Cell>
              {data.series.map(({ key, values, exact }) => {
                const value = values[index];
                return (
                  <Cell key={key} align="right" className={value === null ? "text-ink-3" : undefined}>
                    {value === null || value === undefined ? "no data" : writeValue(value, data.unit, exact?.[index])}
                  </Cell>
                );
              })}
            </Row>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
