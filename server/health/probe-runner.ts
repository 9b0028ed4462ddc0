import { setMaxListeners } from "node:events";
import type { Clock } from "@/server/platform/clock";
import type { GuardedFetch } from "@/server/platform/http";
import { log } from "@/server/platform/log";
import { probeOnce } from "./probe-once";
import { nextSlot } from "./probe-schedule";
import { CONFIRM_AFTER_MS, needsSecondLook } from "./probe-witness";
import type { ProbeOutcome } from "./probes/define-probe";
import { isProbed, type WatchedAgent } from "./watched-agent";

const MOST_AT_ONCE = 512;
/** Thousands of ids may name one host; none gets more than this from us at a time. */
const MOST_AT_ONE_HOST = 64;
/** An outcome later than its deadline by this much was made by our own stall. */
const STALLED_MS = 500;

export type ProbeRunnerOptions = {
  clock: Clock;
  http: GuardedFetch;
  /** Ms of the database's clock. */
  now: () => number;
  /** Called with what a probe showed; the runner then plans the next one from the agent's state. */
  observed: (agent: WatchedAgent, outcome: ProbeOutcome, at: number) => void;
};

/** Starts probes when they are due: at fixed slots, with second looks between, never two of one agent at once. */
export class ProbeRunner {
  readonly #options: ProbeRunnerOptions;
  readonly #due = new WeakMap<WatchedAgent, number>();
  readonly #running = new Map<WatchedAgent, string>();
  readonly #perHost = new Map<string, number>();
  readonly #abort = new AbortController();

  constructor(options: ProbeRunnerOptions) {
    this.#options = options;
    // Every probe in flight listens to it.
    setMaxListeners(0, this.#abort.signal);
  }

  get inFlight(): number {
    return this.#running.size;
  }

  probeSoon(agent: WatchedAgent): void {
    this.#due.set(agent, this.#options.now());
  }

  /** Starts what is due among `agents`; what finds no room stays due, and a slot missed meanwhile is skipped. */
  pump(agents: Iterable<WatchedAgent>): void {
    const now = this.#options.now();
    for (const agent of agents) {
      if (this.#running.size >= MOST_AT_ONCE) return;
      if (this.#isDue(agent, now) && this.#hasRoom(agent)) void this.#run(agent);
    }
  }

  stop(): void {
    this.#abort.abort(new Error("the prober stops"));
  }

  #isDue(agent: WatchedAgent, now: number): boolean {
    if (!isProbed(agent) || this.#running.has(agent)) return false;
    const due = this.#due.get(agent);
    if (due === undefined) this.#due.set(agent, this.#firstDue(agent, now));
    return due !== undefined && due <= now;
  }

  #firstDue(agent: WatchedAgent, now: number): number {
    const { facts, probe } = agent;
    const slot = nextSlot(facts.id, facts.probe.intervalMs, now);
    return probe.lastAt === null || needsSecondLook(probe) ? Math.min(slot, now + CONFIRM_AFTER_MS / 2) : slot;
  }

  #hasRoom({ facts }: WatchedAgent): boolean {
    return (this.#perHost.get(facts.target.host) ?? 0) < MOST_AT_ONE_HOST;
  }

  async #run(agent: WatchedAgent): Promise<void> {
    const { clock, now, observed } = this.#options;
    const { facts } = agent;
    const startedAt = clock.monotonicMs();
    this.#enter(agent, facts.target.host);
    const outcome = await this.#look(facts);
    this.#leave(agent);
    const stalled = clock.monotonicMs() - startedAt > facts.probe.timeoutMs + STALLED_MS;
    const moved =
      agent.facts.target !== facts.target && JSON.stringify(agent.facts.target) !== JSON.stringify(facts.target);
    if (outcome && !stalled && !moved && isProbed(agent)) observed(agent, outcome, now());
    this.#planNext(agent);
  }

  /** Null where we failed ourselves: that says nothing about the agent. */
  async #look(facts: WatchedAgent["facts"]): Promise<ProbeOutcome | null> {
    const { http } = this.#options;
    return probeOnce(facts, { http, signal: this.#abort.signal }).catch((error: unknown) => {
      if (!this.#abort.signal.aborted) log().error({ err: error, agent: facts.id }, "a probe failed in itself");
      return null;
    });
  }

  /** A second look comes after its pause even where a slot comes sooner: what failed needs that moment. */
  #planNext(agent: WatchedAgent): void {
    const now = this.#options.now();
    const { id, probe } = agent.facts;
    this.#due.set(agent, needsSecondLook(agent.probe) ? now + CONFIRM_AFTER_MS : nextSlot(id, probe.intervalMs, now));
  }

  #enter(agent: WatchedAgent, host: string): void {
    this.#running.set(agent, host);
    this.#perHost.set(host, (this.#perHost.get(host) ?? 0) + 1);
  }

  #leave(agent: WatchedAgent): void {
    const host = this.#running.get(agent) ?? "";
    this.#running.delete(agent);
    const left = (this.#perHost.get(host) ?? 1) - 1;
    if (left > 0) this.#perHost.set(host, left);
    else this.#perHost.delete(host);
  }
}
