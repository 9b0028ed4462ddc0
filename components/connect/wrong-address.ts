import type { AgentItem } from "./queries";

export interface Misplaced {
  agent: AgentItem;
  /** Where it may answer instead: the address it came from, with the port it names. */
  address: string;
}

/** Those that beat and fail their probe at a host that is not the one they came from, and that nobody corrected yet. */
export function misplacedAgents(agents: readonly AgentItem[]): Misplaced[] {
  return agents.flatMap((agent) => {
    const { seenFrom, host, port, addressOverride, lastProbe } = agent;
    if (seenFrom === null || seenFrom === host || addressOverride !== null || lastProbe?.ok !== false) return [];
    return [{ agent, address: seenFrom.includes(":") ? `[${seenFrom}]:${port}` : `${seenFrom}:${port}` }];
  });
}
