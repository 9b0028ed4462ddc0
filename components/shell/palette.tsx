"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { type Shortcut, shortcutsSnapshot } from "@/components/ui/shortcuts";
import { useEnvironment, withEnvironment } from "./environment";
import type { Page } from "./nav";
import { useFound } from "./palette-search";

const row =
  "flex min-h-row items-center gap-2 rounded-2 px-2 data-[selected=true]:bg-surface-selected max-desk:min-h-control-touch";

/** Deeds that the page registered as shortcuts, each once, without those that only go somewhere. */
export function paletteActions(all: readonly Shortcut[]): readonly Shortcut[] {
  const seen = new Set<string>();
  return all.filter(({ label, group }) => {
    if (group === "Go to" || group === "List" || label === "Search and commands" || seen.has(label)) return false;
    seen.add(label);
    return true;
  });
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-caption [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  );
}

/** Pages, deeds of the page, and whatever of the fleet a search finds. */
export function Palette({ pages, onClose }: { pages: readonly Page[]; onClose: () => void }) {
  const [text, setText] = useState("");
  const router = useRouter();
  const environment = useEnvironment();
  const found = useFound(text);
  const go = (path: string) => {
    onClose();
    router.push(path);
  };
  return (
    <Dialog title="Search and commands" onClose={onClose} width={600} bare>
      <Command label="Search and commands" loop>
        <Command.Input
          data-autofocus=""
          value={text}
          onValueChange={setText}
          placeholder="Search agents, runs, workflows, or say what to do"
          className="h-11 w-full border-line border-b bg-transparent px-4 outline-none max-desk:text-[16px]"
        />
        <Command.List className="max-h-[60vh] overflow-auto p-2">
          <Command.Empty className="px-2 py-4 text-ink-2">
            {found.searching ? "Searching" : `Nothing is called “${text}”.`}
          </Command.Empty>
          {found.groups.map((group) => (
            <Group key={group.title} title={group.title}>
              {group.items.map((item) => (
                <Command.Item
                  key={item.path}
                  value={`${text} ${item.label} ${item.path}`}
                  onSelect={() => go(item.path)}
                  className={row}
                >
                  <span className="min-w-0 flex-1 truncate">{item.label}</span>
                  <span className="truncate text-small text-ink-3">{item.detail}</span>
                </Command.Item>
              ))}
            </Group>
          ))}
          <Group title="Pages">
            {pages.map((page) => (
              <Command.Item
                key={page.path}
                value={`${page.title} ${page.path}`}
                onSelect={() => go(withEnvironment(page.path, environment))}
                className={row}
              >
                {page.title}
              </Command.Item>
            ))}
          </Group>
          <Group title="Actions">
            {paletteActions(shortcutsSnapshot()).map((action) => (
              <Command.Item
                key={action.label}
                value={action.label}
                className={row}
                onSelect={() => {
                  onClose();
                  action.run();
                }}
              >
                {action.label}
              </Command.Item>
            ))}
          </Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}
