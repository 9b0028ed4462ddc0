"use client";

import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { type AgentDay, type AgentItem, type AgentsAsked, agentDaysQuery, agentPages } from "./queries";
import { keepOrder, movedCount } from "./steady-order";

type DaysAnswer = { data?: { items: readonly Omit<AgentDay, "from" | "to">[]; from: string; to: string } | undefined };

function daysById(answers: readonly DaysAnswer[]): ReadonlyMap<string, AgentDay> {
  const days = new Map<string, AgentDay>();
  for (const { data } of answers) {
    for (const item of data?.items ?? []) days.set(item.id, { ...item, from: data?.from ?? "", to: data?.to ?? "" });
  }
  return days;
}

/** The agents of a filter, page by page, and the last day of each. */
export function useAgentList(asked: AgentsAsked) {
  const list = useInfiniteQuery(agentPages(asked));
  const pages = list.data?.pages ?? [];
  const queries = pages.map((page) => ({
    ...agentDaysQuery(page.items.map(({ id }) => id)),
    placeholderData: <Before>(before: Before) => before,
    enabled: page.items.length > 0,
  }));
  const days = useQueries({ queries, combine: daysById });
  return { list, agents: pages.flatMap((page) => page.items), days, first: pages[0] };
}

/**
 * The agents in an order that does not move while a hand or the focus is in the list: contents stay fresh, and `moved`
 * says how many rows wait to take their new places.
 */
export function useSteadyOrder(fresh: readonly AgentItem[], filterKey: string) {
  const shown = useRef<{ key: string; ids: readonly string[] }>({ key: filterKey, ids: [] });
  const [held, setHeld] = useState(false);
  const hold = useCallback(() => setHeld(true), []);
  const letGo = useCallback(() => setHeld(false), []);
  const steady = held && shown.current.key === filterKey ? keepOrder(shown.current.ids, fresh) : fresh;
  shown.current = { key: filterKey, ids: steady.map(({ id }) => id) };
  return { agents: steady, moved: held ? movedCount(steady, fresh) : 0, hold, letGo };
}
