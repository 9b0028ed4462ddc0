const SLOTS = 8;

/** FNV-1a over the text's code units: the same on every page, day and machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

/**
 * A colour for each name. A name's own slot comes from its hash, so it is the same wherever it appears; where two share one, the
 * first by name keeps it and the other takes the next that is free. Give all names that a page knows, not only those in sight.
 */
export function paint(names: readonly string[]): ReadonlyMap<string, string> {
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  const inOrder = [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
  for (const name of inOrder) {
    const own = hash(name) % SLOTS;
    if (taken.has(own)) continue;
    taken.add(own);
    slots.set(name, own);
  }
  for (const name of inOrder) {
    if (slots.has(name)) continue;
    const slot = freeSlot(hash(name) % SLOTS, taken);
    taken.add(slot);
    slots.set(name, slot);
  }
  return new Map([...slots].map(([name, slot]) => [name, `var(--chart-${slot + 1})`]));
}

/** The next free slot from a name's own; once all are taken, its own again. */
function freeSlot(own: number, taken: ReadonlySet<number>): number {
  for (let step = 1; step < SLOTS; step += 1) if (!taken.has((own + step) % SLOTS)) return (own + step) % SLOTS;
  return own;
}
