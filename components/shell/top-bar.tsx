"use client";

import { Search, SunMoon } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { BrandMark } from "./brand";
import { type EnvironmentChoice, EnvironmentSelect } from "./environment";
import { LiveState } from "./live";
import { applyTheme, shownTheme } from "./theme";
import { type ShellUser, UserMenu } from "./user-menu";

/** Environment, search, how live the page is, who one is. */
export function TopBar({
  user,
  environments,
  onSearch,
  onKeys,
}: {
  user: ShellUser;
  environments: readonly EnvironmentChoice[];
  onSearch: () => void;
  onKeys: () => void;
}) {
  return (
    <header className="sticky top-0 z-5 flex h-[var(--topbar)] flex-none items-center gap-3 border-line border-b bg-surface-1 px-gutter max-desk:h-12 max-desk:gap-2 max-desk:pr-2">
      <span className="desk:hidden">
        <BrandMark />
      </span>
      <EnvironmentSelect environments={environments} />
      <button
        type="button"
        onClick={onSearch}
        className="flex h-control min-w-0 flex-[0_1_400px] items-center gap-2 rounded-2 border border-line bg-surface-field pr-1.5 pl-2 text-left text-ink-3 max-desk:hidden"
      >
        <Search aria-hidden="true" className="size-3.5 flex-none" />
        <span className="flex-1 truncate">Search agents, runs, workflows</span>
        <Kbd>Ctrl K</Kbd>
      </button>
      <span className="flex-1" />
      <LiveState />
      <IconButton label="Search" onClick={onSearch} className="desk:hidden">
        <Search aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton
        label="Switch between dark and light"
        className="max-desk:hidden"
        onClick={() => applyTheme(shownTheme() === "dark" ? "light" : "dark")}
      >
        <SunMoon aria-hidden="true" className="size-4" />
      </IconButton>
      <UserMenu user={user} onKeys={onKeys} />
    </header>
  );
}
