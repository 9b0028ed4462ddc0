import { pool } from "@/server/platform/db";
import { hub } from "@/server/platform/events";
import { BUILTIN_REGISTRY, type WireAgent } from "./agent-row";

/** What a heartbeat is judged by. */
export type KnownAgent = Pick<WireAgent, "id" | "environmentId" | "admission" | "admittedFrom">;

const KEPT_MS = 30_000;
const MOST_KEPT = 200_000;

/** The fleet's ids in memory, so that a heartbeat costs no read. Another process's change empties it by event. */
export class KnownAgents {
  readonly #kept = new Map<string, { agent: KnownAgent; until: number }>();
  readonly #idOf = new Map<string, string>();
  #leave: (() => void) | null = null;

  async start(): Promise<void> {
    this.#leave = await hub().subscribe((event) => {
      if (event === "resync") this.#forgetAll();
      else if (event.kind === "agent") this.#forget(event.ids);
    });
  }

  stop(): void {
    this.#leave?.();
  }

  /** Null for an id that is not of the fleet or was deregistered. */
  async find(externalId: string): Promise<KnownAgent | null> {
    const kept = this.#kept.get(externalId);
    if (kept && kept.until > Date.now()) return kept.agent;
    const { rows } = await pool().query<KnownAgent>(
      `SELECT id::text, environment_id::text AS "environmentId", admission, admitted_from AS "admittedFrom"
       FROM agent WHERE registry_id = $1 AND external_id = $2 AND retired_at IS NULL`,
      [BUILTIN_REGISTRY, externalId],
    );
    const agent = rows[0] ?? null;
    if (agent) this.#keep(externalId, agent);
    return agent;
  }

  forget(externalId: string): void {
    this.#kept.delete(externalId);
  }

  #keep(externalId: string, agent: KnownAgent): void {
    if (this.#kept.size >= MOST_KEPT) this.#forgetAll();
    this.#kept.set(externalId, { agent, until: Date.now() + KEPT_MS });
    this.#idOf.set(agent.id, externalId);
  }

  #forget(ids: readonly string[]): void {
    if (ids.length === 0) this.#forgetAll();
    for (const id of ids) {
      const externalId = this.#idOf.get(id);
      if (externalId !== undefined) this.#kept.delete(externalId);
    }
  }

  #forgetAll(): void {
    this.#kept.clear();
    this.#idOf.clear();
  }
}
