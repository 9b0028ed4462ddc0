"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { paint } from "@/components/charts/prepare/paint";
import { CoverageBar } from "@/components/ui/coverage-bar";
import { Duration } from "@/components/ui/duration";
import { formatCount, formatPercent } from "@/components/ui/format-count";
import { HostileText } from "@/components/ui/hostile-text";
import { Money } from "@/components/ui/money";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import type { Line, Totals } from "./queries";
import { costPerRun, coverageShares, knownCost } from "./usage-words";

type Figure = { column: Column; place?: "note" | "value" | "age"; show: (totals: Totals) => ReactNode };

const number = (key: string, label: string, width: number): Column => ({ key, label, width, align: "right" });

/** A share of failures from which on it is shouted. */
const FAILED_LOUD = 0.05;

const RUNS: Figure = { column: number("runs", "Runs", 84), place: "note", show: ({ runs }) => formatCount(runs) };
const FAILED: Figure = {
  column: number("failed", "Failed", 84),
  show: ({ runs, failed }) =>
    runs === 0 ? (
      ""
    ) : (
      <span className={failed / runs > FAILED_LOUD ? "text-down" : "text-ink-2"}>
        {formatPercent(failed / runs, 1)}
      </span>
    ),
};
const COST: Figure = {
  column: number("cost", "Cost", 104),
  place: "value",
  show: (totals) => <Money usd={knownCost(totals)} />,
};

/** What a line costs. */
export const COST_FIGURES: readonly Figure[] = [
  RUNS,
  FAILED,
  {
    column: number("tokens", "Tokens", 110),
    show: ({ inputTokens, outputTokens }) =>
      inputTokens + outputTokens === 0 ? (
        <span className="text-ink-3">unknown</span>
      ) : (
        formatCount(inputTokens + outputTokens)
      ),
  },
  { column: number("each", "Per run", 104), place: "age", show: (totals) => <Money usd={costPerRun(totals)} /> },
  COST,
  {
    column: { key: "known", label: "Cost known", width: 100 },
    show: ({ coverage }) => {
      const shares = coverageShares(coverage);
      return shares ? <CoverageBar {...shares} /> : null;
    },
  },
];

const duration = (key: "p50" | "p95" | "p99" | "mean" | "max", place?: "value" | "age"): Figure => ({
  column: number(key, key, 88),
  ...(place ? { place } : {}),
  show: ({ durationMs }) => <Duration ms={durationMs?.[key] ?? null} absent="" />,
});

/** How long a line takes. */
export const TIME_FIGURES: readonly Figure[] = [
  RUNS,
  FAILED,
  duration("p50"),
  duration("p95", "value"),
  duration("p99"),
  duration("mean"),
  duration("max", "age"),
];

/** Lines of usage, one a workflow, model or provider; a line leads to its runs. */
export function UsageTable({
  label,
  lines,
  figures,
  href,
}: {
  label: string;
  lines: readonly Line[];
  figures: readonly Figure[];
  href: (key: string) => string | null;
}) {
  const colours = paint(lines.map(({ key }) => key));
  return (
    <Table label={label} columns={[{ key: "name", label }, ...figures.map(({ column }) => column)]}>
      <tbody>
        {lines.map((line) => (
          <Row key={line.key}>
            <Cell place="title">
              <LineName line={line} colour={colours.get(line.key)} href={href(line.key)} />
            </Cell>
            {figures.map(({ column, place, show }) => (
              <Cell key={column.key} {...(column.align ? { align: column.align } : {})} {...(place ? { place } : {})}>
                {show(line.totals)}
              </Cell>
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function LineName({ line, colour, href }: { line: Line; colour: string | undefined; href: string | null }) {
  const name =
    line.label === "" ? (
      <span className="text-ink-2">not attributed</span>
    ) : (
      <HostileText text={line.label} limit={120} />
    );
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span
        aria-hidden="true"
        className="size-2.5 flex-none rounded-[2px]"
        style={{ background: line.key === "" ? "var(--chart-other)" : colour }}
      />
      {href === null ? (
        <span className="truncate">{name}</span>
      ) : (
        <Link href={href} prefetch={false} data-row-link="" className="truncate font-medium">
          {name}
        </Link>
      )}
    </span>
  );
}
