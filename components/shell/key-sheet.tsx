"use client";

import { useSyncExternalStore } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Checkbox } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import {
  type Shortcut,
  shortcutsAreOff,
  shortcutsSnapshot,
  turnShortcuts,
  watchShortcuts,
} from "@/components/ui/shortcuts";

const nothing: readonly Shortcut[] = [];

/** Shortcuts by group, each pair of keys and words once. */
export function groupShortcuts(all: readonly Shortcut[]): Map<string, Shortcut[]> {
  const groups = new Map<string, Shortcut[]>();
  for (const shortcut of all) {
    const group = groups.get(shortcut.group) ?? [];
    if (!group.some((known) => known.keys === shortcut.keys)) group.push(shortcut);
    groups.set(shortcut.group, group);
  }
  return groups;
}

function spell(key: string): string {
  const names: Record<string, string> = { escape: "esc", enter: "enter", mod: "Ctrl" };
  return key
    .split("+")
    .map((part) => names[part] ?? (key.includes("+") ? part.toUpperCase() : part))
    .join(" ");
}

/** Every key that works on this page now, and the switch that turns single keys off. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const all = useSyncExternalStore(watchShortcuts, shortcutsSnapshot, () => nothing);
  const off = useSyncExternalStore(watchShortcuts, shortcutsAreOff, () => false);
  return (
    <Dialog
      title="Keyboard"
      onClose={onClose}
      width={640}
      footer={
        <Checkbox
          label="Single keys work (Ctrl and ⌘ always do)"
          checked={!off}
          onChange={(event) => turnShortcuts(event.target.checked)}
        />
      }
    >
      <div className="grid gap-x-8 gap-y-4 desk:grid-cols-2">
        {[...groupShortcuts(all)].map(([group, shortcuts]) => (
          <section key={group}>
            <h3 className="mb-1 text-small text-ink-3">{group}</h3>
            <dl>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.keys} className="flex min-h-control items-center justify-between gap-4">
                  <dt>{shortcut.label}</dt>
                  <dd className="flex gap-1">
                    <span className="sr-only">{shortcut.keys}</span>
                    {shortcut.keys.split(" ").map((key) => (
                      <Kbd key={key}>{spell(key)}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
