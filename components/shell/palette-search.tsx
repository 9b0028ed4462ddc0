"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";

export type FoundItem = { label: string; detail: string; path: string };
export type FoundGroup = { title: string; items: readonly FoundItem[] };

/** Asks the fleet for what a text may mean: agents, workflows, runs. */
export type PaletteSearch = (text: string, signal: AbortSignal) => Promise<readonly FoundGroup[]>;

const SETTLE_MS = 150;

const SearchContext = createContext<PaletteSearch | null>(null);

/** Hands the palette its search; the shell itself knows no capability. */
export function PaletteSearchProvider({ search, children }: { search: PaletteSearch; children: ReactNode }) {
  return <SearchContext value={search}>{children}</SearchContext>;
}

/** What the search has found for the text typed last; older answers are dropped. */
export function useFound(text: string): { groups: readonly FoundGroup[]; searching: boolean } {
  const search = use(SearchContext);
  const [found, setFound] = useState<{ text: string; groups: readonly FoundGroup[] }>({ text: "", groups: [] });
  const asked = text.trim();
  useEffect(() => {
    if (!search || asked.length < 2) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const groups = await search(asked, abort.signal);
        if (!abort.signal.aborted) setFound({ text: asked, groups });
      } catch {
        // Pages and actions stay usable while the fleet cannot be asked; the live state already says so.
        if (!abort.signal.aborted) setFound({ text: asked, groups: [] });
      }
    }, SETTLE_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [search, asked]);
  const current = asked.length >= 2 && found.text === asked;
  return { groups: current ? found.groups : [], searching: search !== null && asked.length >= 2 && !current };
}
