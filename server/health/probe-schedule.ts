/** Where in its interval an agent's probe lies: fixed by its id, so that a fleet never fires at once. In [0, 1). */
export function probePhase(agentId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < agentId.length; i++) hash = Math.imul(hash ^ agentId.charCodeAt(i), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/** The next slot strictly after `now`: fixed rate, and slots that were missed are skipped, never made up for. */
export function nextSlot(agentId: string, intervalMs: number, now: number): number {
  const offset = probePhase(agentId) * intervalMs;
  return (Math.floor((now - offset) / intervalMs) + 1) * intervalMs + offset;
}
