"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { formatCount } from "@/components/ui/format-count";
import { PageHead } from "@/components/ui/page-head";
import { Pager } from "@/components/ui/pager";
import { PanelBody } from "@/components/ui/panel";
import { type PanelState, panelState } from "@/components/ui/panel-state";
import { Time } from "@/components/ui/time";
import type { TimeRange } from "@/components/ui/time-range";
import { TimeRangePicker } from "@/components/ui/time-range-picker";
import { useRowKeys } from "@/components/ui/use-row-keys";
import { useTimeRange } from "@/components/ui/use-time-range";
import { runPages, type SourceItem, sourcesQuery } from "./queries";
import { RunFilters } from "./run-filters";
import { RunTable } from "./run-table";
import { isFiltered, NO_FILTERS, type RunsState, runsAsked, runsParams, SORTS, WEEK } from "./runs-params";
import { spanWords } from "./usage-words";

const FiguresEmpty = dynamic(() => import("./figures-empty").then((module) => module.FiguresEmpty));

type Found = { total: number | null; totalIs: "exact" | "atLeast" };

function verdictOf({ total, totalIs }: Found, range: TimeRange): string {
  const { during } = spanWords(range);
  if (total === null) return `Executions ${during}, each once.`;
  return `${totalIs === "atLeast" ? "At least " : ""}${formatCount(total)} ${total === 1 ? "execution" : "executions"} ${during}.`;
}

const BAD = new Set(["failed", "killed", "abandoned"]);

/** Whether only what went wrong is asked for: then nothing found is good news. */
function asksForTheBad({ status, ...rest }: RunsState): boolean {
  return status.length > 0 && status.every((one) => BAD.has(one)) && !isFiltered({ ...rest, status: [] });
}

function NoRuns({
  state,
  sources,
  clear,
  widen,
}: {
  state: RunsState;
  sources: readonly SourceItem[];
  clear: () => void;
  widen: () => void;
}) {
  const readAt = sources
    .flatMap(({ lastOkAt }) => lastOkAt ?? [])
    .sort()
    .at(-1);
  if (asksForTheBad(state) && readAt !== undefined)
    return (
      <Empty
        kind="all-well"
        title="No run went wrong in this range."
        detail={
          <>
            The sources were last read <Time at={readAt} />.
          </>
        }
        actions={
          <Button size="small" onClick={clear}>
            Show every run
          </Button>
        }
      />
    );
  const filtered = isFiltered(state);
  return (
    <FiguresEmpty
      sources={sources}
      title={filtered ? "No run matches these filters in this range." : "No run started in this range."}
      clear={filtered ? clear : null}
      widen={widen}
    />
  );
}

/** The list's own state: what is empty waits for the sources, which say why. */
function listState(state: PanelState, empty: boolean, sourcesKnown: boolean): PanelState {
  return state.kind === "ready" && empty && !sourcesKnown ? { kind: "loading" } : state;
}

/** Executions of every source, each once. */
export function RunsPage() {
  const [state, set] = useQueryStates(runsParams);
  const { range, resolved, set: setRange } = useTimeRange(WEEK);
  const runs = useInfiniteQuery({ ...runPages(runsAsked(state, resolved)), placeholderData: keepPreviousData });
  const sources = useQuery(sourcesQuery());
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const last = runs.data?.pages.at(-1);
  return (
    <div ref={list}>
      <PageHead
        title="Runs"
        verdict={last ? <b>{verdictOf(last, range)}</b> : null}
        actions={<TimeRangePicker byDefault={WEEK} />}
      />
      <RunFilters state={state} set={(change) => void set(change)} runs={items} sources={sources.data?.items ?? []} />
      <PanelBody state={listState(panelState(runs), items.length === 0, sources.data !== undefined)}>
        {items.length > 0 ? (
          <RunTable
            runs={items}
            sort={state.sort}
            onSort={(sort) => void set({ sort: SORTS.find((known) => known === sort) ?? "-startedAt" })}
          />
        ) : (
          <div className="border-line border-t px-gutter py-3">
            <NoRuns
              state={state}
              sources={sources.data?.items ?? []}
              clear={() => void set(NO_FILTERS)}
              widen={() => void setRange({ range: { kind: "sliding", amount: 30, unit: "d" } })}
            />
          </div>
        )}
      </PanelBody>
      {last && items.length > 0 ? (
        <Pager
          shown={items.length}
          total={last.total}
          totalIs={last.totalIs}
          loading={runs.isFetchingNextPage}
          onMore={runs.hasNextPage ? () => void runs.fetchNextPage() : null}
        />
      ) : null}
    </div>
  );
}
