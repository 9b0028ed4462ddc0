"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { paint } from "@/components/charts/prepare/paint";
import { CoverageBar } from "@/components/ui/coverage-bar";
import { Duration } from "@/components/ui/duration";
import { Empty } from "@/components/ui/empty";
import { formatChange, formatCount, formatPercent } from "@/components/ui/format-count";
import { usdForDrawing } from "@/components/ui/format-money";
import { HostileText } from "@/components/ui/hostile-text";
import { Money } from "@/components/ui/money";
import { Panel } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { costShares } from "./cost-shares";
import type { Usage } from "./queries";
import { changeOf } from "./ranges";

const columns: readonly Column[] = [
  { key: "workflow", label: "Workflow" },
  { key: "runs", label: "Runs", width: 74, align: "right" },
  { key: "failed", label: "Failed", width: 74, align: "right" },
  { key: "p50", label: "p50", width: 84, align: "right" },
  { key: "p95", label: "p95", width: 84, align: "right" },
  { key: "cost", label: "Cost", width: 90, align: "right" },
  { key: "change", label: "Change", width: 84, align: "right" },
  { key: "known", label: "Cost known", width: 96 },
];

const MOST = 8;
const FAILED_LOUD = 0.05;

type Group = Usage["series"][number];

function WorkflowRow({ group, before, colour }: { group: Group; before: Group | undefined; colour: string }) {
  const { totals } = group;
  const shares = costShares(totals.coverage);
  const unknown = shares === null || shares.unknown === 1;
  const failed = totals.runs === 0 ? 0 : totals.failed / totals.runs;
  const change = changeOf(usdForDrawing(totals.costUsd), before ? usdForDrawing(before.totals.costUsd) : null);
  return (
    <Row>
      <Cell place="title">
        <Link
          href={`/runs?workflow=${encodeURIComponent(group.key)}`}
          prefetch={false}
          data-row-link=""
          className="flex items-center gap-2"
        >
          <span aria-hidden="true" className="size-2.5 flex-none rounded-[2px]" style={{ background: colour }} />
          <span className="truncate">
            <HostileText text={group.label} limit={120} />
          </span>
        </Link>
      </Cell>
      <Cell align="right">{formatCount(totals.runs)}</Cell>
      <Cell align="right" className={failed > FAILED_LOUD ? "text-down" : "text-ink-2"}>
        {totals.runs === 0 ? "0" : formatPercent(failed)}
      </Cell>
      <Cell align="right">
        <Duration ms={totals.durationMs?.p50 ?? null} />
      </Cell>
      <Cell align="right">
        <Duration ms={totals.durationMs?.p95 ?? null} />
      </Cell>
      <Cell align="right" place="value">
        <Money usd={unknown ? null : totals.costUsd} />
      </Cell>
      <Cell align="right" className="text-ink-2">
        {unknown || change === null ? <span className="text-ink-3">no base</span> : formatChange(change)}
      </Cell>
      <Cell place="note" className="desk:hidden">
        {formatCount(totals.runs)} runs, {formatPercent(failed)} failed
      </Cell>
      <Cell>{shares === null ? null : <CoverageBar {...shares} width={56} />}</Cell>
    </Row>
  );
}

/** Today's workflows, the dearest first, each against the same part of yesterday. */
export function WorkflowsTable({ today, yesterday }: { today: UseQueryResult<Usage>; yesterday: Usage | undefined }) {
  const groups = [...(today.data?.series ?? [])].sort(
    (a, b) => usdForDrawing(b.totals.costUsd) - usdForDrawing(a.totals.costUsd) || b.totals.runs - a.totals.runs,
  );
  const colours = paint(groups.map(({ key }) => key));
  const nothing = today.data !== undefined && groups.length === 0;
  return (
    <Panel
      title="Workflows today"
      answer={
        groups.length > MOST ? <Link href="/costs">all {groups.length}</Link> : "against the same part of yesterday"
      }
      state={
        nothing
          ? { kind: "empty", empty: <Empty kind="nothing-yet" title="No run has started today." /> }
          : panelState(today)
      }
      flush
    >
      <Table label="Workflows today" columns={columns}>
        <tbody>
          {groups.slice(0, MOST).map((group) => (
            <WorkflowRow
              key={group.key}
              group={group}
              before={yesterday?.series.find(({ key }) => key === group.key)}
              colour={colours.get(group.key) ?? "var(--chart-other)"}
            />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
