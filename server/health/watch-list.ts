import type pg from "pg";
import { noteBlindGap } from "./judge-agent";
import { lastFlushes } from "./queries/last-flushes";
import { agentsByIds, agentsOfShards, type WatchedAgentRow } from "./queries/watched-agents";
import { agentFacts, restoreAgent } from "./restore-agent";
import type { WatchedAgent } from "./watched-agent";

/** The agents of the shards that this worker owns. */
export class WatchList {
  readonly #db: pg.Pool;
  readonly #agents = new Map<string, WatchedAgent>();

  constructor(db: pg.Pool) {
    this.#db = db;
  }

  get(id: string): WatchedAgent | undefined {
    return this.#agents.get(id);
  }

  all(): IterableIterator<WatchedAgent> {
    return this.#agents.values();
  }

  /** Takes shards over: what nobody watched since their last flush becomes unknown time. */
  async load(shards: number[], now: () => number): Promise<void> {
    if (shards.length === 0) return;
    const flushes = await lastFlushes(this.#db, shards);
    for (const row of await agentsOfShards(this.#db, shards)) {
      const agent = restoreAgent(row);
      const flushedAt = flushes.get(row.shard);
      if (flushedAt !== undefined && row.span_from) noteBlindGap(agent, flushedAt, now());
      this.#agents.set(row.id, agent);
    }
  }

  /** Reads agents again that somebody has changed, added or removed. */
  async refresh(shards: number[], ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const rows = new Map((await agentsByIds(this.#db, shards, ids)).map((row) => [row.id, row]));
    for (const id of ids) this.#refreshOne(id, rows.get(id));
  }

  drop(shards: number[]): void {
    const gone = new Set(shards);
    for (const [id, agent] of this.#agents) if (gone.has(agent.facts.shard)) this.#agents.delete(id);
  }

  /** The shortest probe interval in each shard that has agents. */
  shortestIntervals(): Map<number, number> {
    const shortest = new Map<number, number>();
    for (const { facts } of this.#agents.values()) {
      shortest.set(facts.shard, Math.min(shortest.get(facts.shard) ?? Infinity, facts.probe.intervalMs));
    }
    return shortest;
  }

  #refreshOne(id: string, row: WatchedAgentRow | undefined): void {
    const known = this.#agents.get(id);
    if (!row) this.#agents.delete(id);
    else if (known) known.facts = agentFacts(row);
    else this.#agents.set(id, restoreAgent(row));
  }
}
