"use client";

import { type UseQueryResult, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useRef } from "react";
import { IncidentTable } from "@/components/health/incident-table";
import { incidentsVerdict, worstFirst } from "@/components/health/incident-words";
import { type IncidentItem, type IncidentList, incidentPages, incidentsQuery } from "@/components/health/queries";
import { useAcknowledge } from "@/components/health/use-incident-deeds";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Chip, RemovableChip } from "@/components/ui/chip";
import { Empty } from "@/components/ui/empty";
import { FilterBar } from "@/components/ui/filter-bar";
import { Mark } from "@/components/ui/mark";
import { PageHead } from "@/components/ui/page-head";
import { Pager } from "@/components/ui/pager";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { SearchField } from "@/components/ui/search-field";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { useRowKeys } from "@/components/ui/use-row-keys";
import { useShortcut } from "@/components/ui/use-shortcut";
import { incidentParams, incidentsAsked } from "./search-params";

const severities = [
  { severity: "critical", word: "Critical", shape: "cross", tone: "text-down" },
  { severity: "warning", word: "Warning", shape: "half-disc", tone: "text-degraded" },
] as const;

type FilterState = ReturnType<typeof useFilters>;

function useFilters() {
  const [state, set] = useQueryStates(incidentParams);
  const filtered = state.q !== "" || state.severity.length > 0 || state.agent !== null;
  return { state, set, filtered, clear: () => void set({ q: null, severity: null, agent: null }) };
}

function Filters({ state, set }: FilterState) {
  return (
    <FilterBar
      search={
        <SearchField value={state.q} onChange={(q) => void set({ q: q || null })} placeholder="Agent, cause, number" />
      }
    >
      {severities.map(({ severity, word, shape, tone }) => (
        <Chip
          key={severity}
          pressed={state.severity.includes(severity)}
          onPress={() =>
            void set({
              severity: state.severity.includes(severity)
                ? state.severity.filter((one) => one !== severity)
                : [...state.severity, severity],
            })
          }
          mark={
            <span className={tone}>
              <Mark shape={shape} />
            </span>
          }
        >
          {word}
        </Chip>
      ))}
      {state.agent === null ? null : (
        <RemovableChip field="Only" value="one agent" onRemove={() => void set({ agent: null })} />
      )}
    </FilterBar>
  );
}

function Nothing({ filters, what, at }: { filters: FilterState; what: "open" | "closed"; at: number }) {
  if (filters.filtered)
    return (
      <Empty
        kind="nothing-matches"
        title={`No ${what} incident matches these filters.`}
        actions={
          <Button size="small" onClick={filters.clear}>
            Clear the filters
          </Button>
        }
      />
    );
  if (what === "closed")
    return (
      <Empty
        kind="nothing-yet"
        title="None has been closed yet."
        detail="A closed incident stays here with its timeline."
      />
    );
  return (
    <Empty
      kind="all-well"
      title="Nothing is open."
      detail={
        <>
          Every agent that is judged is healthy or has been looked after. Last asked{" "}
          <Time at={new Date(at).toISOString()} />.
        </>
      }
    />
  );
}

type Deed = ((id: string) => void) | null;

/** Edge to edge where rows are shown, indented where words are. */
const body = "not-has-[table]:px-gutter not-has-[table]:pb-3";

function Closed({ filters }: { filters: FilterState }) {
  const closed = useInfiniteQuery(incidentPages(incidentsAsked(filters.state).closed));
  const items = closed.data?.pages.flatMap((page) => page.items) ?? [];
  const last = closed.data?.pages.at(-1);
  return (
    <Section title="Closed" answer="newest first" flush>
      <div className={body}>
        <PanelBody state={panelState(closed)}>
          {items.length > 0 ? (
            <IncidentTable label="Closed incidents" incidents={items} onAcknowledge={null} />
          ) : (
            <Nothing filters={filters} what="closed" at={closed.dataUpdatedAt} />
          )}
        </PanelBody>
      </div>
      {last && items.length > 0 ? (
        <Pager
          shown={items.length}
          total={last.total}
          totalIs={last.totalIs}
          loading={closed.isFetchingNextPage}
          onMore={closed.hasNextPage ? () => void closed.fetchNextPage() : null}
        />
      ) : null}
    </Section>
  );
}

function Open({ filters, open, deed }: { filters: FilterState; open: UseQueryResult<IncidentList>; deed: Deed }) {
  const items = worstFirst(open.data?.items ?? []);
  return (
    <Section
      title="Open"
      count={items.length > 0 ? <Badge>{items.length}</Badge> : null}
      answer="what nobody has taken, worst first"
      flush
      className="border-line border-t"
    >
      <div className={body}>
        <PanelBody state={panelState(open)}>
          {items.length > 0 ? (
            <IncidentTable label="Open incidents" incidents={items} onAcknowledge={deed} />
          ) : (
            <Nothing filters={filters} what="open" at={open.dataUpdatedAt} />
          )}
        </PanelBody>
      </div>
    </Section>
  );
}

/** `a` acknowledges the incident whose row has the focus. */
function useAcknowledgeKey(open: readonly IncidentItem[], deed: Deed): void {
  const run = () => {
    const id = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.id;
    if (id && open.some((one) => one.id === id && one.acknowledgedAt === null)) deed?.(id);
  };
  useShortcut("a", "Acknowledge the incident", "List", run, deed !== null);
}

/** What is open first, then what was. */
export function IncidentsClient({ mayAct }: { mayAct: boolean }) {
  const filters = useFilters();
  const open = useQuery(incidentsQuery(incidentsAsked(filters.state).open));
  const acknowledge = useAcknowledge();
  const deed = mayAct ? (id: string) => acknowledge.mutate(id) : null;
  const lists = useRef<HTMLDivElement>(null);
  useRowKeys(lists);
  useAcknowledgeKey(open.data?.items ?? [], deed);
  const verdict = incidentsVerdict(open.data?.items ?? []);
  return (
    <div ref={lists}>
      <PageHead
        title="Incidents"
        verdict={
          open.data ? (
            <>
              <b>{verdict.loud}</b>
              {verdict.rest ? `; ${verdict.rest}` : null}.
            </>
          ) : null
        }
      />
      <Filters {...filters} />
      <Open filters={filters} open={open} deed={deed} />
      <Closed filters={filters} />
    </div>
  );
}
