import type { UpstreamAgent } from "./upstream";

/** What is kept of an agent of this mirror. */
export type MirroredAgent = Omit<UpstreamAgent, "isAlive" | "workflow"> & {
  id: string;
  retired: boolean;
  /** Our clock's time of the poll that last saw it alive. */
  lastBeatAt: Date | null;
  /** Whether the last poll that was answered is that one. */
  aliveAtLastPoll: boolean;
};

export type FieldChange = { agentId: string; field: string; before: string | null; after: string | null };

export type MirrorPlan = {
  /** New here, or changed, or back: written as listed. `id` null for a new one. */
  writes: { id: string | null; listed: UpstreamAgent }[];
  changes: FieldChange[];
  aliveIds: string[];
  /** Gone while their last time to live still ran: somebody took them out. */
  deregistered: string[];
  /** Gone after it had run out: upstream cleared up behind an agent that was silent. */
  purged: string[];
};

/** What one poll of an upstream registry means for its mirror. */
export function planMirror(known: MirroredAgent[], listed: UpstreamAgent[], now: Date): MirrorPlan {
  const byExternalId = new Map(known.map((agent) => [agent.externalId, agent]));
  const plan: MirrorPlan = { writes: [], changes: [], aliveIds: [], deregistered: [], purged: [] };
  for (const agent of listed) planListed(plan, byExternalId.get(agent.externalId), agent);
  const stillListed = new Set(listed.map(({ externalId }) => externalId));
  const present = known.filter(({ retired }) => !retired);
  for (const agent of present) if (!stillListed.has(agent.externalId)) planVanished(plan, agent, now);
  return lostItsMemory(plan, present.length) ? purgeAll(plan) : plan;
}

const MASS = 5;

/** An upstream that forgets more than half of its fleet at once was emptied: nobody of them has said goodbye. */
function lostItsMemory({ deregistered }: MirrorPlan, present: number): boolean {
  return deregistered.length >= MASS && deregistered.length > present / 2;
}

function purgeAll(plan: MirrorPlan): MirrorPlan {
  return { ...plan, deregistered: [], purged: [...plan.purged, ...plan.deregistered] };
}

function planListed(plan: MirrorPlan, known: MirroredAgent | undefined, listed: UpstreamAgent): void {
  if (!known) {
    plan.writes.push({ id: null, listed });
    return;
  }
  // One that left, or that an operator removed, is back when it beats; upstream may list its dead for long.
  if (known.retired && !listed.isAlive) return;
  if (listed.isAlive) plan.aliveIds.push(known.id);
  const changes = changesOf(known, listed);
  if (changes.length > 0 || known.retired) plan.writes.push({ id: known.id, listed });
  plan.changes.push(...changes);
}

function changesOf(before: MirroredAgent, after: UpstreamAgent): FieldChange[] {
  const pairs: [string, string | null, string | null][] = [
    ["name", before.name, after.name],
    ["host", before.host, after.host],
    ["port", String(before.port), String(after.port)],
    ["ttl", String(before.ttlSeconds), String(after.ttlSeconds)],
    ["metadata", before.metadata, after.metadata],
  ];
  return pairs
    .filter(([, old, now]) => old !== now)
    .map(([field, old, now]) => ({ agentId: before.id, field, before: old, after: now }));
}

/** One that the last poll saw dead had run out of time, however fresh our own stamp of the poll before. */
function planVanished(plan: MirrorPlan, agent: MirroredAgent, now: Date): void {
  const { id, lastBeatAt, ttlSeconds, aliveAtLastPoll } = agent;
  const fresh = aliveAtLastPoll && lastBeatAt !== null && now.getTime() < lastBeatAt.getTime() + ttlSeconds * 1000;
  (fresh ? plan.deregistered : plan.purged).push(id);
}
