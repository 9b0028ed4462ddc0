/** Rows in the order already shown, with what came in last at its end and what left taken out: nothing moves under a hand. */
export function keepOrder<Item extends { id: string }>(shown: readonly string[], fresh: readonly Item[]): Item[] {
  const byId = new Map(fresh.map((item) => [item.id, item]));
  const kept = shown.flatMap((id) => byId.get(id) ?? []);
  const known = new Set(shown);
  return [...kept, ...fresh.filter(({ id }) => !known.has(id))];
}

/** How many rows would move if the fresh order were taken. */
export function movedCount(shown: readonly { id: string }[], fresh: readonly { id: string }[]): number {
  return fresh.filter(({ id }, index) => shown[index]?.id !== id).length;
}
