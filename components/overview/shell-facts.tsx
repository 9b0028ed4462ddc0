"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useBadge } from "@/components/shell/badges";
import { PaletteSearchProvider } from "@/components/shell/palette-search";
import { searchFleet } from "./palette-search";
import { badgesQuery } from "./queries";

/** What the frame shows of the fleet: counts in the rail, finds in the palette. */
export function ShellFacts({ children }: { children: ReactNode }) {
  const badges = useQuery(badgesQuery()).data;
  useBadge("agents", badges?.agents);
  useBadge("incidents", badges?.incidents);
  useBadge("connect", badges?.connect);
  return <PaletteSearchProvider search={searchFleet}>{children}</PaletteSearchProvider>;
}
