"use client";

import { Chip, RemovableChip } from "@/components/ui/chip";
import { FilterBar } from "@/components/ui/filter-bar";
import { formatDuration } from "@/components/ui/format-duration";
import { formatUsd } from "@/components/ui/format-money";
import { harmless } from "@/components/ui/hostile-text";
import { RunStatusMark } from "@/components/ui/run-status-mark";
import { SearchField } from "@/components/ui/search-field";
import { ValueFilter } from "@/components/ui/value-filter";
import { parseDuration, parseUsd } from "./parse-amounts";
import type { RunItem, SourceItem } from "./queries";
import { type RunsState, STATUSES } from "./runs-params";

type Change = Partial<{
  q: string | null;
  status: RunsState["status"];
  workflow: string | null;
  model: string | null;
  provider: string | null;
  source: string | null;
  minDuration: number | null;
  minCost: string | null;
}>;

type Props = {
  state: RunsState;
  set: (change: Change) => void;
  /** Rows in sight: their workflows and models are offered while typing. */
  runs: readonly RunItem[];
  sources: readonly SourceItem[];
};

function NameFilters({ state, set, runs, sources }: Props) {
  const sourceName = sources.find(({ id }) => id === state.source)?.name ?? "one that was removed";
  const sourceId = (name: string) => sources.find((source) => source.name === name)?.id ?? null;
  return (
    <>
      {state.workflow === null ? (
        <ValueFilter
          field="Workflow"
          known={[...new Set(runs.map(({ workflow }) => workflow))].sort()}
          onPick={(workflow) => set({ workflow })}
        />
      ) : (
        <RemovableChip field="Workflow" value={harmless(state.workflow, 60)} onRemove={() => set({ workflow: null })} />
      )}
      {state.model === null ? (
        <ValueFilter
          field="Model"
          known={[...new Set(runs.flatMap(({ models }) => models))].sort()}
          onPick={(model) => set({ model })}
        />
      ) : (
        <RemovableChip field="Model" value={harmless(state.model, 60)} onRemove={() => set({ model: null })} />
      )}
      {state.provider === null ? null : (
        <RemovableChip field="Provider" value={harmless(state.provider, 60)} onRemove={() => set({ provider: null })} />
      )}
      {state.source === null ? (
        <ValueFilter
          field="Source"
          known={sources.map(({ name }) => name)}
          fault={(name) => (sourceId(name) === null ? "There is no source of this name." : null)}
          onPick={(name) => set({ source: sourceId(name) })}
        />
      ) : (
        <RemovableChip field="Source" value={harmless(sourceName, 60)} onRemove={() => set({ source: null })} />
      )}
    </>
  );
}

function AmountFilters({ state, set }: Pick<Props, "state" | "set">) {
  const cost = state.minCost === null ? null : parseUsd(state.minCost);
  return (
    <>
      {state.minDuration === null ? (
        <ValueFilter
          field="Took at least"
          hint="500ms, 30s, 2m, 1h"
          fault={(text) => (parseDuration(text) === null ? "Give a length such as 30s or 2m." : null)}
          onPick={(text) => set({ minDuration: parseDuration(text) })}
        />
      ) : (
        <RemovableChip
          field="Took at least"
          value={formatDuration(state.minDuration)}
          onRemove={() => set({ minDuration: null })}
        />
      )}
      {cost === null ? (
        <ValueFilter
          field="Cost at least"
          hint="Dollars, such as 0.05"
          fault={(text) => (parseUsd(text) === null ? "Give dollars such as 0.05." : null)}
          onPick={(text) => set({ minCost: parseUsd(text) })}
        />
      ) : (
        <RemovableChip field="Cost at least" value={formatUsd(cost)} onRemove={() => set({ minCost: null })} />
      )}
    </>
  );
}

/** Search, a chip for each status, and filters by name and amount. */
export function RunFilters(props: Props) {
  const { state, set } = props;
  const toggle = (status: (typeof STATUSES)[number]) =>
    set({
      status: state.status.includes(status) ? state.status.filter((one) => one !== status) : [...state.status, status],
    });
  return (
    <FilterBar
      search={
        <SearchField value={state.q} onChange={(q) => set({ q: q || null })} placeholder="Workflow, run, error" />
      }
    >
      {STATUSES.map((status) => (
        <Chip key={status} pressed={state.status.includes(status)} onPress={() => toggle(status)}>
          <RunStatusMark status={status} />
        </Chip>
      ))}
      <span aria-hidden="true" className="mx-1 h-4 w-px bg-line max-desk:hidden" />
      <NameFilters {...props} />
      <AmountFilters state={state} set={set} />
    </FilterBar>
  );
}
