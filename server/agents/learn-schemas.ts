import { type Clock, systemClock } from "@/server/platform/clock";
import { inTransaction, pool } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import { type GuardedFetch, guardedFetch, HttpFault } from "@/server/platform/http";
import { assertFence } from "@/server/platform/lease";
import type { Started } from "@/server/platform/role-instance";
import { effectiveAddress } from "./effective-address";
import { fetchSchema } from "./fetch-schema";
import { type Fence, startLeaseLoop } from "./lease-loop";
import { keepSchema } from "./queries/keep-schema";
import { type SchemaDue, schemasDue } from "./queries/schemas-due";
import type { AgentSchema } from "./read-schema";

const EVERY_MS = 3_000;
const LEASE_MS = 30_000;
/** With five seconds each at worst, a step ends well within its lease. */
const MOST_A_STEP = 32;
const AT_ONCE = 8;
const AGAIN_AFTER_MS = 5 * 60_000;

interface Options {
  owner: string;
  clock?: Clock;
  http?: GuardedFetch;
}

/** Reads the schema of each agent when it is first seen well, and again when it comes back changed. */
export function startLearningSchemas({ owner, clock = systemClock, http = guardedFetch }: Options): Started {
  const learner = new SchemaLearner(clock, http);
  return startLeaseLoop({
    name: "agents:schemas",
    owner,
    everyMs: EVERY_MS,
    leaseMs: LEASE_MS,
    clock,
    step: (fence, signal) => learner.step(fence, signal),
  });
}

/** Remembers who gave no answer, so that one agent that hangs is not asked every three seconds. */
export class SchemaLearner {
  readonly #silentUntil = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly http: GuardedFetch,
  ) {}

  async step(fence: Fence, signal: AbortSignal): Promise<void> {
    const due = await schemasDue(pool(), this.#silent(), MOST_A_STEP);
    const read: [string, AgentSchema | null][] = [];
    for (let at = 0; at < due.length; at += AT_ONCE) {
      const some = due.slice(at, at + AT_ONCE);
      await Promise.all(some.map(async (agent) => read.push(...(await this.#read(agent, signal)))));
    }
    if (read.length > 0) await keepAll(fence, read);
  }

  #silent(): string[] {
    const now = this.clock.monotonicMs();
    for (const [id, until] of this.#silentUntil) if (until <= now) this.#silentUntil.delete(id);
    return [...this.#silentUntil.keys()];
  }

  /** Empty when the agent gave no answer. */
  async #read({ id, address }: SchemaDue, signal: AbortSignal): Promise<[string, AgentSchema | null][]> {
    try {
      return [[id, await fetchSchema(effectiveAddress(address), { http: this.http, signal })]];
    } catch (error) {
      if (!(error instanceof HttpFault)) throw error;
      this.#silentUntil.set(id, this.clock.monotonicMs() + AGAIN_AFTER_MS);
      return [];
    }
  }
}

async function keepAll(fence: Fence, read: readonly [string, AgentSchema | null][]): Promise<void> {
  await inTransaction(async (client) => {
    await assertFence(client, fence.leases, fence.owner);
    for (const [id, schema] of [...read].sort(([a], [b]) => a.localeCompare(b, "en")))
      await keepSchema(client, id, schema);
    await notify(
      client,
      "agent",
      read.map(([id]) => id),
    );
  });
}
