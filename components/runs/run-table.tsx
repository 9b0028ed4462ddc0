"use client";

import Link from "next/link";
import { Duration } from "@/components/ui/duration";
import { formatCount } from "@/components/ui/format-count";
import { HostileText } from "@/components/ui/hostile-text";
import { Money } from "@/components/ui/money";
import { RunStatusMark } from "@/components/ui/run-status-mark";
import { Cell, type Column, Row, type Sort, Table } from "@/components/ui/table";
import { Instant } from "@/components/ui/time";
import type { RunItem } from "./queries";

const columns: readonly Column[] = [
  { key: "status", label: "Status", width: 120 },
  { key: "startedAt", label: "Started", width: 140, sortable: true },
  { key: "workflow", label: "Workflow", width: 180 },
  { key: "run", label: "Run" },
  { key: "models", label: "Models", width: 200, className: "max-[1180px]:desk:hidden" },
  { key: "tokens", label: "Tokens", width: 90, align: "right" },
  { key: "duration", label: "Took", width: 90, align: "right", sortable: true },
  { key: "cost", label: "Cost", width: 100, align: "right", sortable: true },
];

/** Several builds write zero where nobody measured. */
function tokensOf({ inputTokens, outputTokens }: RunItem): string | null {
  const tokens = (inputTokens ?? 0) + (outputTokens ?? 0);
  return tokens === 0 ? null : formatCount(tokens);
}

function RunRow({ run }: { run: RunItem }) {
  return (
    <Row data-id={run.id}>
      <Cell place="mark">
        <RunStatusMark status={run.status} />
      </Cell>
      <Cell place="age">
        <Instant at={run.startedAt} />
      </Cell>
      <Cell place="title">
        <Link href={`/runs/${run.id}`} prefetch={false} data-row-link="" className="font-medium">
          <HostileText text={run.workflow} limit={120} />
        </Link>
      </Cell>
      <Cell place="note" className={run.error === null ? "font-mono text-small text-ink-2" : "text-ink-2"}>
        <HostileText text={run.error ?? run.name ?? run.externalId} limit={200} />
      </Cell>
      <Cell className="text-ink-2">
        {run.models.length === 0 ? (
          <span className="text-ink-3">not attributed</span>
        ) : (
          <HostileText text={run.models.join(", ")} limit={120} />
        )}
      </Cell>
      <Cell align="right">{tokensOf(run) ?? <span className="text-ink-3">unknown</span>}</Cell>
      <Cell align="right">
        <Duration ms={run.durationMs} absent={run.endedAt === null ? "" : "unknown"} />
      </Cell>
      <Cell align="right" place="value">
        <Money usd={run.costUsd} />
      </Cell>
    </Row>
  );
}

/** Executions, one a row. */
export function RunTable({
  runs,
  sort,
  onSort,
}: {
  runs: readonly RunItem[];
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  return (
    <Table label="Runs" columns={columns} sort={sort} onSort={onSort} stickyHead>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </tbody>
    </Table>
  );
}
