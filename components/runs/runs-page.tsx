"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Chip, RemovableChip } from "@/components/ui/chip";
import { Empty } from "@/components/ui/empty";
import { FilterBar } from "@/components/ui/filter-bar";
import { formatCount } from "@/components/ui/format-count";
import { harmless } from "@/components/ui/hostile-text";
import { PageHead } from "@/components/ui/page-head";
import { Pager } from "@/components/ui/pager";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { SearchField } from "@/components/ui/search-field";
import { TimeRangePicker } from "@/components/ui/time-range-picker";
import { useRowKeys } from "@/components/ui/use-row-keys";
import { useTimeRange } from "@/components/ui/use-time-range";
import { runPages, sourcesQuery } from "./queries";
import { RunTable } from "./run-table";
import { runsAsked, runsParams, SORTS, STATUSES, WEEK } from "./runs-params";

function useRunFilters() {
  const [state, set] = useQueryStates(runsParams);
  const { q, status, workflow, model, source } = state;
  const filtered = q !== "" || status.length > 0 || workflow !== null || model !== null || source !== null;
  const clear = () => void set({ q: null, status: null, workflow: null, model: null, source: null, authority: null });
  return { state, set, filtered, clear };
}

function Filters({ state, set }: ReturnType<typeof useRunFilters>) {
  const sources = useQuery(sourcesQuery());
  const sourceName = sources.data?.items.find(({ id }) => id === state.source)?.name ?? "one source";
  const toggle = (status: (typeof STATUSES)[number]) =>
    void set({
      status: state.status.includes(status) ? state.status.filter((one) => one !== status) : [...state.status, status],
    });
  return (
    <FilterBar
      search={
        <SearchField value={state.q} onChange={(q) => void set({ q: q || null })} placeholder="Workflow, run, error" />
      }
    >
      {STATUSES.map((status) => (
        <Chip key={status} pressed={state.status.includes(status)} onPress={() => toggle(status)}>
          {status.replace("_", " ")}
        </Chip>
      ))}
      {state.workflow === null ? null : (
        <RemovableChip
          field="Workflow"
          value={harmless(state.workflow, 60)}
          onRemove={() => void set({ workflow: null })}
        />
      )}
      {state.model === null ? null : (
        <RemovableChip field="Model" value={harmless(state.model, 60)} onRemove={() => void set({ model: null })} />
      )}
      {state.source === null ? null : (
        <RemovableChip field="Source" value={harmless(sourceName, 60)} onRemove={() => void set({ source: null })} />
      )}
    </FilterBar>
  );
}

/** Executions of every source, each once. */
export function RunsPage() {
  const filters = useRunFilters();
  const { state, set } = filters;
  const { resolved } = useTimeRange(WEEK);
  const runs = useInfiniteQuery({ ...runPages(runsAsked(state, resolved)), placeholderData: keepPreviousData });
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const last = runs.data?.pages.at(-1);
  const total = last?.total ?? null;
  return (
    <div ref={list}>
      <PageHead
        title="Runs"
        verdict={
          last ? (
            <b>
              {total === null
                ? "Executions, each once."
                : `${last.totalIs === "atLeast" ? "At least " : ""}${formatCount(total)} executions in this range.`}
            </b>
          ) : null
        }
        actions={<TimeRangePicker byDefault={WEEK} />}
      />
      <Filters {...filters} />
      <PanelBody state={panelState(runs)}>
        {items.length > 0 ? (
          <RunTable
            runs={items}
            sort={state.sort}
            onSort={(sort) => void set({ sort: SORTS.find((known) => known === sort) ?? "-startedAt" })}
          />
        ) : (
          <div className="px-gutter pb-3">
            <Empty
              kind={filters.filtered ? "nothing-matches" : "nothing-yet"}
              title={filters.filtered ? "No run matches these filters in this range." : "No run started in this range."}
              detail={filters.filtered ? undefined : "Choose a longer range, or connect a source under Settings."}
              actions={
                filters.filtered ? (
                  <Button size="small" onClick={filters.clear}>
                    Clear the filters
                  </Button>
                ) : undefined
              }
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
