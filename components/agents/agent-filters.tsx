"use client";

import { Chip, RemovableChip } from "@/components/ui/chip";
import { FilterBar } from "@/components/ui/filter-bar";
import { harmless } from "@/components/ui/hostile-text";
import { SearchField } from "@/components/ui/search-field";
import { type AgentStatus, agentStatuses, StatusShape, statusFaces } from "@/components/ui/status-mark";
import { ValueFilter } from "@/components/ui/value-filter";
import type { StatusCounts } from "./fleet-words";

export type AgentFilterState = { q: string; status: AgentStatus[]; workflow: string | null; tag: string | null };

/** Search, a chip with its count for each status, and the filters by work and tag. */
export function AgentFilters({
  filters,
  counts,
  workflows,
  tags,
  onChange,
}: {
  filters: AgentFilterState;
  counts: StatusCounts | undefined;
  /** Values in sight, offered while typing. */
  workflows: readonly string[];
  tags: readonly string[];
  onChange: (change: Partial<AgentFilterState>) => void;
}) {
  const toggle = (status: AgentStatus) => {
    const on = filters.status.includes(status);
    onChange({ status: on ? filters.status.filter((one) => one !== status) : [...filters.status, status] });
  };
  return (
    <FilterBar
      search={<SearchField value={filters.q} onChange={(q) => onChange({ q })} placeholder="Name, host, tag" />}
    >
      {agentStatuses.map((status) => (
        <Chip
          key={status}
          pressed={filters.status.includes(status)}
          onPress={() => toggle(status)}
          mark={<StatusShape status={status} />}
          count={counts?.[status]}
        >
          {statusFaces[status].word}
        </Chip>
      ))}
      <span aria-hidden="true" className="mx-1 h-4 w-px bg-line max-desk:hidden" />
      {filters.workflow === null ? (
        <ValueFilter field="Workflow" known={workflows} onPick={(workflow) => onChange({ workflow })} />
      ) : (
        <RemovableChip
          field="Workflow"
          value={harmless(filters.workflow, 120)}
          onRemove={() => onChange({ workflow: null })}
        />
      )}
      {filters.tag === null ? (
        <ValueFilter field="Tag" known={tags} onPick={(tag) => onChange({ tag })} />
      ) : (
        <RemovableChip field="Tag" value={harmless(filters.tag, 120)} onRemove={() => onChange({ tag: null })} />
      )}
    </FilterBar>
  );
}
