"use client";

import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Pager } from "@/components/ui/pager";
import { type Sort, Table } from "@/components/ui/table";
import { useRowKeys } from "@/components/ui/use-row-keys";
import { useShortcut } from "@/components/ui/use-shortcut";
import { AgentRow, agentColumns } from "./agent-row";
import { BulkBar } from "./bulk-bar";
import type { Density } from "./density";
import { AGENTS_A_PAGE, type AgentDay, type AgentItem } from "./queries";
import { useProbe, useProbeMany } from "./use-agent-deeds";
import { useSteadyOrder } from "./use-agent-list";

/** Rows for thousands; a first page is short enough to stand whole, and its scripts stay small. */
const VirtualRows = lazy(() => import("./virtual-rows").then((module) => ({ default: module.VirtualRows })));

/** Pixels of `--row-compact` and `--row`. */
const rowHeights = { compact: 28, comfortable: 32 } as const;

type Paging = {
  total: number | null;
  totalIs: "exact" | "atLeast" | null;
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

function useSelection(agents: readonly AgentItem[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback((id: string, on: boolean) => {
    setChosen((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  const clear = useCallback(() => setChosen(new Set()), []);
  // A row that has left the list is no longer in sight, and deeds reach only what is.
  return { chosen: agents.filter(({ id }) => chosen.has(id)), isChosen: (id: string) => chosen.has(id), choose, clear };
}

/** Loads the next page as the end of the list comes near, so that scrolling never stops at a button. */
function useMoreAtEnd({ hasNextPage, isFetchingNextPage, fetchNextPage }: Paging["list"]) {
  const end = useRef<HTMLDivElement>(null);
  const more = useRef(() => {});
  useEffect(() => {
    more.current = () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    };
  });
  useEffect(() => {
    const node = end.current;
    if (!node) return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && more.current(), {
      rootMargin: "600px",
    });
    watcher.observe(node);
    return () => watcher.disconnect();
  }, []);
  return end;
}

function focusedAgent(agents: readonly AgentItem[]): AgentItem | undefined {
  const id = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.id;
  return agents.find((agent) => agent.id === id);
}

function MovedPill({ moved, onTake }: { moved: number; onTake: () => void }) {
  if (moved === 0) return null;
  return (
    <div className="pointer-events-none sticky top-[calc(var(--topbar)+32px)] z-4 flex h-0 justify-center">
      <Button size="small" className="pointer-events-auto shadow-floating" onClick={onTake}>
        {moved} changed, sort again
      </Button>
    </div>
  );
}

function Rows(props: Parameters<typeof VirtualRows>[0]) {
  const whole = <tbody>{props.agents.map(props.rowOf)}</tbody>;
  if (props.agents.length <= AGENTS_A_PAGE) return whole;
  return (
    <Suspense fallback={whole}>
      <VirtualRows key={props.rowHeight} {...props} />
    </Suspense>
  );
}

/** Probes the selection, else the row that has the focus; `x` selects it, Escape clears. */
function useListKeys(agents: readonly AgentItem[], mayAct: boolean) {
  const { chosen, isChosen, choose, clear } = useSelection(agents);
  const probe = useProbe();
  const probeMany = useProbeMany();
  const probeChosen = () => {
    const one = chosen.length > 0 ? null : focusedAgent(agents);
    if (chosen.length > 0) probeMany.mutate(chosen.map(({ id }) => id));
    else if (one) probe.mutate({ id: one.id, name: one.name });
  };
  const toggleFocused = () => {
    const one = focusedAgent(agents);
    if (one) choose(one.id, !isChosen(one.id));
  };
  useShortcut("x", "Select the row", "List", toggleFocused, mayAct);
  useShortcut("p", "Probe the row or the selection", "List", probeChosen, mayAct);
  useShortcut("escape", "Clear the selection", "List", clear, chosen.length > 0);
  return { chosen, isChosen, choose, clear, probeChosen, busy: probeMany.isPending };
}

/** The fleet as rows: keys, selection with its bar, and an order that holds still under a hand. */
export function AgentList({
  agents: fresh,
  days,
  filterKey,
  density,
  sort,
  onSort,
  hrefOf,
  mayAct,
  onPause,
  page,
}: {
  agents: readonly AgentItem[];
  days: ReadonlyMap<string, AgentDay>;
  /** Changes where another filter or order is asked for. */
  filterKey: string;
  density: Density;
  sort: Sort;
  onSort: (sort: Sort) => void;
  hrefOf: (id: string) => string;
  mayAct: boolean;
  onPause: (agents: readonly AgentItem[]) => void;
  page: Paging;
}) {
  const { agents, moved, hold, letGo } = useSteadyOrder(fresh, filterKey);
  const { chosen, isChosen, choose, clear, probeChosen, busy } = useListKeys(agents, mayAct);
  const body = useRef<HTMLDivElement>(null);
  const end = useMoreAtEnd(page.list);
  useRowKeys(body);
  const columns = useMemo(() => (mayAct ? agentColumns : agentColumns.slice(1)), [mayAct]);
  const rowOf = (agent: AgentItem) => (
    <AgentRow
      key={agent.id}
      agent={agent}
      day={days.get(agent.id)}
      href={hrefOf(agent.id)}
      onSelect={mayAct ? choose : null}
      selected={isChosen(agent.id)}
      columns={columns}
    />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that a hand or the focus is inside
    <div
      ref={body}
      className="border-line border-t"
      onPointerEnter={(event) => event.pointerType === "mouse" && hold()}
      onPointerLeave={letGo}
      onFocus={hold}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && letGo()}
    >
      <MovedPill moved={moved} onTake={letGo} />
      <Table
        label="Agents"
        columns={columns}
        sort={sort}
        onSort={onSort}
        density={density}
        rowCount={page.total ?? agents.length}
      >
        <Rows agents={agents} columns={columns.length} rowHeight={rowHeights[density]} rowOf={rowOf} />
      </Table>
      <div ref={end} />
      <Pager
        shown={agents.length}
        total={page.total}
        totalIs={page.totalIs}
        loading={page.list.isFetchingNextPage}
        onMore={page.list.hasNextPage ? () => void page.list.fetchNextPage() : null}
      />
      {chosen.length > 0 ? (
        <BulkBar
          names={chosen.map(({ name }) => name)}
          busy={busy}
          onProbe={probeChosen}
          onPause={() => onPause(chosen)}
          onClear={clear}
        />
      ) : null}
    </div>
  );
}
