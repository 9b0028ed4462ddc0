"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { formatCount } from "@/components/ui/format-count";
import { HostileText } from "@/components/ui/hostile-text";
import { Cell, type Column, Row, type Sort, Table } from "@/components/ui/table";
import type { Line, Totals } from "./queries";
import { type LineSort, sortedLines } from "./sorted-lines";
import { GROUP_WORDS, type Group } from "./usage-params";
import { lineName } from "./usage-words";

/** A line with what it was in the period before, and the whole that it is a part of. */
export type Shown = { line: Line | null; totals: Totals; before: Totals | null; whole: Totals };

export type UsageFigure = {
  column: Column;
  place?: "note" | "value" | "age";
  show: (shown: Shown) => ReactNode;
  /** By what the column sorts; unknown is null and comes last. */
  by?: LineSort;
  /** Left out of the row of totals, where the parts do not add up. */
  noTotal?: boolean;
};

const MOST_LINES = 12;

type UsageTableProps = {
  label: string;
  by: Group;
  lines: readonly Line[];
  before?: readonly Line[] | undefined;
  /** Of all lines together. */
  whole: { now: Totals; before: Totals };
  figures: readonly UsageFigure[];
  sort: Sort;
  onSort?: (sort: Sort) => void;
  colours?: ReadonlyMap<string, string>;
  href: (key: string) => string | null;
};

/** Lines of usage, one a workflow, model or provider; a line leads to its runs. */
export function UsageTable(props: UsageTableProps) {
  const { label, by, lines, before, whole, figures, sort, onSort, colours, href } = props;
  const [all, setAll] = useState(false);
  const columns = [
    { key: "name", label: GROUP_WORDS[by] },
    ...figures.map((figure) => sortable(figure, onSort !== undefined)),
  ];
  const ordered = sortedLines(lines, before ?? [], figures, sort);
  const shown = all || ordered.length <= MOST_LINES + 1 ? ordered : ordered.slice(0, MOST_LINES);
  return (
    <>
      <Table label={label} columns={columns} sort={onSort ? sort : null} {...(onSort ? { onSort } : {})}>
        <tbody>
          {shown.map((line) => (
            <Row key={line.key}>
              <Cell place="title">
                <LineName line={line} by={by} colour={colours?.get(line.key)} href={href(line.key)} />
              </Cell>
              <Figures
                figures={figures}
                shown={{
                  line,
                  totals: line.totals,
                  before: before?.find(({ key }) => key === line.key)?.totals ?? null,
                  whole: whole.now,
                }}
              />
            </Row>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <Cell place="title">Total</Cell>
            <Figures
              total
              figures={figures}
              shown={{ line: null, totals: whole.now, before: whole.before, whole: whole.now }}
            />
          </tr>
        </tfoot>
      </Table>
      {shown.length < ordered.length ? (
        <div className="px-gutter py-2">
          <Button size="small" onClick={() => setAll(true)}>
            Show all {formatCount(ordered.length)}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function sortable({ column, by }: UsageFigure, can: boolean): Column {
  return can && by !== undefined ? { ...column, sortable: true } : column;
}

function Figures({
  figures,
  shown,
  total = false,
}: {
  figures: readonly UsageFigure[];
  shown: Shown;
  total?: boolean;
}) {
  return figures.map(({ column, place, show, noTotal }) => (
    <Cell
      key={column.key}
      {...(column.align ? { align: column.align } : {})}
      {...(place ? { place } : {})}
      {...(column.className ? { className: column.className } : {})}
    >
      {total && noTotal ? null : show(shown)}
    </Cell>
  ));
}

function LineName({
  line,
  by,
  colour,
  href,
}: {
  line: Line;
  by: Group;
  colour: string | undefined;
  href: string | null;
}) {
  const name = <HostileText text={lineName(line, by)} limit={120} />;
  return (
    <span className="flex min-w-0 items-center gap-2">
      {colour === undefined ? null : (
        <span aria-hidden="true" className="size-2.5 flex-none rounded-[2px]" style={{ background: colour }} />
      )}
      {href === null ? (
        <span className={cx("truncate", line.key === "" && "text-ink-2")}>{name}</span>
      ) : (
        <Link href={href} prefetch={false} data-row-link="" className="truncate font-medium">
          {name}
        </Link>
      )}
    </span>
  );
}
