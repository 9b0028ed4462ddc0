"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { useShortcut } from "@/components/ui/use-shortcut";
import type { EnvironmentChoice } from "./environment";
import { useEnvironment, withEnvironment } from "./environment";
import { allows, type Page, pages, settingsPages } from "./nav";
import { Rail } from "./rail";
import { RAIL_COOKIE } from "./rail-cookie";
import { TabBar } from "./tab-bar";
import { TopBar } from "./top-bar";
import type { ShellUser } from "./user-menu";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const KeySheet = dynamic(() => import("./key-sheet").then((module) => module.KeySheet), { ssr: false });

function useRail(initiallyClosed: boolean): [boolean, () => void] {
  const [closed, setClosed] = useState(initiallyClosed);
  const toggle = useCallback(() => {
    setClosed((before) => {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in two of the three engines
      document.cookie = `${RAIL_COOKIE}=${before ? "open" : "closed"}; path=/; max-age=31536000; samesite=lax`;
      return !before;
    });
  }, []);
  return [closed, toggle];
}

function PageShortcut({ page }: { page: Page }) {
  const router = useRouter();
  const environment = useEnvironment();
  useShortcut(`g ${page.key}`, page.title, "Go to", () => router.push(withEnvironment(page.path, environment)));
  return null;
}

/** The frame of every page: rail, bar, palette, keys. */
export function Shell({
  user,
  environments,
  version,
  railClosed,
  children,
}: {
  user: ShellUser;
  environments: readonly EnvironmentChoice[];
  version: string;
  railClosed: boolean;
  children: ReactNode;
}) {
  const [closed, toggleRail] = useRail(railClosed);
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const openPalette = useCallback(() => setOpen("palette"), []);
  const openKeys = useCallback(() => setOpen("keys"), []);
  const close = useCallback(() => setOpen(null), []);
  useShortcut("mod+k", "Search and commands", "Everywhere", openPalette);
  useShortcut("?", "This sheet", "Everywhere", openKeys);
  useShortcut("[", "Close or open the rail", "Everywhere", toggleRail);
  const allowed = [...pages, ...settingsPages].filter((page) => allows(user.role, page.role));
  return (
    <div className="flex min-h-screen max-desk:block max-desk:pb-[var(--tabbar)]">
      <Rail role={user.role} version={version} closed={closed} onToggle={toggleRail} onKeys={openKeys} />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar user={user} environments={environments} onSearch={openPalette} onKeys={openKeys} />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {children}
        </main>
      </div>
      <TabBar role={user.role} />
      {allowed.map((page) => (page.key ? <PageShortcut key={page.path} page={page} /> : null))}
      {open === "palette" ? <Palette pages={allowed} onClose={close} /> : null}
      {open === "keys" ? <KeySheet onClose={close} /> : null}
    </div>
  );
}
