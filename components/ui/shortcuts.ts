export type Shortcut = {
  /** One key (`j`, `?`, `escape`), a chord (`mod+k`) or two keys in a row (`g a`). */
  keys: string;
  label: string;
  group: string;
  run: () => void;
};

const STORED_OFF = "shortcuts-off";
const SEQUENCE_MS = 1200;

const registered: Shortcut[] = [];
const watchers = new Set<() => void>();
let snapshot: readonly Shortcut[] = [];
let prefix: { key: string; at: number } | null = null;

function changed(): void {
  snapshot = [...registered];
  for (const watch of watchers) watch();
}

/** Adds a shortcut until the returned function is called; of two with the same keys the later one acts. */
export function registerShortcut(shortcut: Shortcut): () => void {
  if (registered.length === 0) window.addEventListener("keydown", onKey);
  registered.push(shortcut);
  changed();
  return () => {
    registered.splice(registered.indexOf(shortcut), 1);
    if (registered.length === 0) window.removeEventListener("keydown", onKey);
    changed();
  };
}

export function watchShortcuts(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

export function shortcutsSnapshot(): readonly Shortcut[] {
  return snapshot;
}

/** Single keys can be turned off (WCAG 2.1.4); chords with a modifier stay. */
export function shortcutsAreOff(): boolean {
  return localStorage.getItem(STORED_OFF) === "1";
}

export function turnShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(STORED_OFF);
  else localStorage.setItem(STORED_OFF, "1");
  changed();
}

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** The name of what was pressed, in the spelling of `Shortcut.keys`; null for what is no shortcut's business. */
export function keyName({ key, ctrlKey, metaKey, altKey }: Pressed): string | null {
  if (altKey || key === "Shift" || key === "Control" || key === "Meta" || key === "Alt") return null;
  return ctrlKey || metaKey ? `mod+${key.toLowerCase()}` : key.length === 1 ? key : key.toLowerCase();
}

/** The shortcut that a key means, given the key pressed just before it. */
export function matchShortcut(all: readonly Shortcut[], key: string, before: string | null): Shortcut | undefined {
  const sequence = before === null ? undefined : all.findLast((shortcut) => shortcut.keys === `${before} ${key}`);
  return sequence ?? all.findLast((shortcut) => shortcut.keys === key);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

/** Enter and space belong to what has the focus; an open dialog or menu keeps the page's keys away. */
function isTaken(event: KeyboardEvent, key: string): boolean {
  const onControl = event.target instanceof Element && event.target.closest("a, button, summary") !== null;
  return (
    (onControl && (key === "enter" || key === " ")) ||
    document.querySelector("dialog[open], :popover-open:not([role=tooltip])") !== null
  );
}

function onKey(event: KeyboardEvent): void {
  const key = keyName(event);
  if (key === null || event.defaultPrevented || event.isComposing) return;
  const chord = key.startsWith("mod+");
  if (!chord && (isTyping(event.target) || isTaken(event, key) || shortcutsAreOff())) return;
  const before = prefix && event.timeStamp - prefix.at < SEQUENCE_MS ? prefix.key : null;
  const found = matchShortcut(registered, key, before);
  const opensSequence = before === null && registered.some((shortcut) => shortcut.keys.startsWith(`${key} `));
  prefix = opensSequence ? { key, at: event.timeStamp } : null;
  if (!found) return;
  event.preventDefault();
  found.run();
}
