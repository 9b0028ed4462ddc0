"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { Fragment, useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip, RemovableChip } from "@/components/ui/chip";
import { Empty } from "@/components/ui/empty";
import { FilterBar } from "@/components/ui/filter-bar";
import { HostileText } from "@/components/ui/hostile-text";
import { PageHead } from "@/components/ui/page-head";
import { Pager } from "@/components/ui/pager";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { SearchField } from "@/components/ui/search-field";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Instant } from "@/components/ui/time";
import { TimeRangePicker } from "@/components/ui/time-range-picker";
import { useTimeRange } from "@/components/ui/use-time-range";
import { auditAsked, auditFilters, MONTH } from "./audit-params";
import { type AuditItem, auditPages } from "./queries";

const columns: readonly Column[] = [
  { key: "at", label: "When", width: 150 },
  { key: "actor", label: "Who", width: 190 },
  { key: "action", label: "Did", width: 180 },
  { key: "object", label: "To what" },
  { key: "environment", label: "Environment", width: 120 },
  { key: "ip", label: "From", width: 130 },
  { key: "more", label: <span className="sr-only">Before and after</span>, width: 90, align: "right" },
];

const subjects = [
  "access",
  "session",
  "user",
  "token",
  "agent",
  "incident",
  "source",
  "registry",
  "network",
  "environment",
  "release",
] as const;

function Values({ title, value }: { title: string; value: unknown }) {
  return (
    <div className="min-w-0">
      <p className="text-small text-ink-3">{title}</p>
      <pre className="overflow-auto whitespace-pre-wrap font-mono text-small [overflow-wrap:anywhere]">
        <HostileText text={value === null || value === undefined ? "nothing" : JSON.stringify(value, null, 2)} />
      </pre>
    </div>
  );
}

function EntryRows({ entry, onActor }: { entry: AuditItem; onActor: (actor: string) => void }) {
  const [open, setOpen] = useState(false);
  const hasMore = (entry.before ?? null) !== null || (entry.after ?? null) !== null;
  return (
    <Fragment>
      <Row>
        <Cell place="age">
          <Instant at={entry.at} />
        </Cell>
        <Cell place="note">
          <button
            type="button"
            className="max-w-full truncate text-left hover:underline"
            title="Show only this one's entries"
            onClick={() => onActor(entry.actor)}
          >
            <HostileText text={entry.actor} limit={120} />
          </button>
        </Cell>
        <Cell
          place="title"
          className={entry.action === "access.deny" || entry.action === "session.refuse" ? "text-degraded" : undefined}
        >
          {entry.action}
        </Cell>
        <Cell className="font-mono text-small">
          <HostileText text={[entry.objectType, entry.objectId].filter(Boolean).join(" ")} limit={120} />
        </Cell>
        <Cell>{entry.environment === null ? "" : <HostileText text={entry.environment} limit={64} />}</Cell>
        <Cell className="font-mono text-small">{entry.ip ?? ""}</Cell>
        <Cell align="right" place="deed">
          {hasMore ? (
            <Button size="small" variant="bare" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? "Close" : "Details"}
            </Button>
          ) : null}
        </Cell>
      </Row>
      {open ? (
        <tr>
          <td colSpan={columns.length} data-place="whole" className="!h-auto !whitespace-normal">
            <div className="grid gap-4 py-2 desk:grid-cols-2">
              <Values title="Before" value={entry.before} />
              <Values title="After" value={entry.after} />
            </div>
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

/** Everything that was done and everything that was refused; nothing here can be changed. */
export function AuditPanel() {
  const [state, set] = useQueryStates(auditFilters);
  const { resolved } = useTimeRange(MONTH);
  const entries = useInfiniteQuery(auditPages(auditAsked(state, resolved)));
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead
        title="Audit"
        verdict="Every change and every refusal, newest first. The database refuses to change or delete an entry."
        actions={<TimeRangePicker byDefault={MONTH} />}
      />
      <FilterBar
        search={
          <SearchField value={state.q} onChange={(q) => void set({ q: q || null })} placeholder="Who, what, address" />
        }
      >
        {state.actor === null ? null : (
          <RemovableChip field="by" value={state.actor} onRemove={() => void set({ actor: null })} />
        )}
        {subjects.map((subject) => (
          <Chip
            key={subject}
            pressed={state.action === subject}
            onPress={() => void set({ action: state.action === subject ? null : subject })}
          >
            {subject}
          </Chip>
        ))}
      </FilterBar>
      <PanelBody state={panelState(entries)}>
        {items.length > 0 ? (
          <Table label="Audit" columns={columns}>
            <tbody>
              {items.map((entry) => (
                <EntryRows key={entry.id} entry={entry} onActor={(actor) => void set({ actor })} />
              ))}
            </tbody>
          </Table>
        ) : (
          <div className="px-gutter">
            <Empty
              kind="nothing-matches"
              title="No entry matches in this stretch of time."
              actions={
                <Button size="small" onClick={() => void set({ q: null, action: null, actor: null })}>
                  Clear the filters
                </Button>
              }
            />
          </div>
        )}
      </PanelBody>
      {items.length > 0 ? (
        <Pager
          shown={items.length}
          total={null}
          totalIs="atLeast"
          loading={entries.isFetchingNextPage}
          onMore={entries.hasNextPage ? () => void entries.fetchNextPage() : null}
        />
      ) : null}
    </>
  );
}
