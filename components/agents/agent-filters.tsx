"use client";

import { ListFilter } from "lucide-react";
import { type FormEvent, useId } from "react";
import { Button } from "@/components/ui/button";
import { Chip, RemovableChip } from "@/components/ui/chip";
import { Field, Input } from "@/components/ui/field";
import { FilterBar } from "@/components/ui/filter-bar";
import { harmless } from "@/components/ui/hostile-text";
import { Popover } from "@/components/ui/popover";
import { SearchField } from "@/components/ui/search-field";
import { type AgentStatus, agentStatuses, StatusShape, statusFaces } from "@/components/ui/status-mark";
import type { StatusCounts } from "./fleet-words";

export type AgentFilterState = { q: string; status: AgentStatus[]; workflow: string | null; tag: string | null };

/** A filter by a value that is typed or picked from those in sight. */
function ValueFilter({
  field,
  known,
  onPick,
}: {
  field: string;
  known: readonly string[];
  onPick: (value: string) => void;
}) {
  const listId = useId();
  const submit = (event: FormEvent<HTMLFormElement>, close: () => void) => {
    event.preventDefault();
    const value = new FormData(event.currentTarget).get("value");
    if (typeof value !== "string" || value.trim() === "") return;
    onPick(value.trim());
    close();
  };
  return (
    <Popover
      className="w-64 p-3"
      onOpen={(panel) => panel.querySelector("input")?.focus()}
      trigger={(props) => (
        <Button
          {...props}
          className="font-normal! text-ink-2!"
          icon={<ListFilter aria-hidden="true" className="size-3.5" />}
        >
          {field}
        </Button>
      )}
    >
      {(close) => (
        <form onSubmit={(event) => submit(event, close)} className="grid gap-2">
          <Field label={field}>
            {(wiring) => <Input {...wiring} name="value" list={listId} autoComplete="off" maxLength={256} />}
          </Field>
          <datalist id={listId}>
            {known.map((value) => (
              <option key={value} value={value} />
            ))}
          </datalist>
          <Button type="submit">Filter by {field.toLowerCase()}</Button>
        </form>
      )}
    </Popover>
  );
}

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
