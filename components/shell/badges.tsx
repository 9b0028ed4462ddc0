"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";
import type { BadgeKey } from "./nav";

/** How many things of a page need a person. */
export type Badges = Partial<Record<BadgeKey, number>>;

const BadgesContext = createContext<{ badges: Badges; tell: (change: Badges) => void }>({ badges: {}, tell: () => {} });

export function BadgesProvider({ children }: { children: ReactNode }) {
  const [badges, setBadges] = useState<Badges>({});
  const [tell] = useState(() => (change: Badges) => setBadges((before) => ({ ...before, ...change })));
  return <BadgesContext value={{ badges, tell }}>{children}</BadgesContext>;
}

export function useBadges(): Badges {
  return use(BadgesContext).badges;
}

/** Shows a count at a page's entry in the rail; the shell itself knows no capability, so whoever knows the count tells it. */
export function useBadge(key: BadgeKey, count: number | undefined): void {
  const { tell } = use(BadgesContext);
  useEffect(() => {
    if (count !== undefined) tell({ [key]: count });
  }, [key, count, tell]);
}
