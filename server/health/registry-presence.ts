/** A restart takes a moment: so long nobody calls the registry away. */
const RESTART_MS = 5_000;

export type Presence = { presentSince: number | null; awaySince: number | null; lastPresentAt: number | null };

export const NEVER_PRESENT: Presence = { presentSince: null, awaySince: null, lastPresentAt: null };

/** Follows whether anybody receives heartbeats. `seen` is the start of the oldest registry process there now. */
export function followPresence(previous: Presence, seen: number | null, now: number): Presence {
  if (seen !== null) return { presentSince: seen, awaySince: null, lastPresentAt: now };
  const restarting = previous.lastPresentAt !== null && now - previous.lastPresentAt < RESTART_MS;
  if (restarting) return previous;
  return { presentSince: null, awaySince: previous.awaySince ?? now, lastPresentAt: previous.lastPresentAt };
}
