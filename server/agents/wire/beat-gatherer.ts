import { pool } from "@/server/platform/db";
import { WireError } from "./wire-error";

interface Waiter {
  resolve(at: Date | null): void;
  reject(error: unknown): void;
}

const MOST_WAITING = 50_000;

/** Who deregistered meanwhile, perhaps at another registry, is left out. Not named: a pooler may stand between. */
const WRITE = `WITH locked AS (
    SELECT b.agent_id FROM agent_beat b JOIN agent a ON a.id = b.agent_id
    WHERE b.agent_id = ANY($1::uuid[]) AND a.retired_at IS NULL ORDER BY b.agent_id FOR NO KEY UPDATE OF b)
  UPDATE agent_beat b SET last_beat_at = clock_timestamp(), seq = b.seq + 1
  FROM locked WHERE b.agent_id = locked.agent_id RETURNING b.agent_id::text AS id, b.last_beat_at AS at`;

/**
 * Heartbeats are gathered while the previous write is in flight, with no timer, and answered once they are durable.
 * One statement a batch, its rows locked in the order of their ids, so that two registries never wait for each other.
 */
export class BeatGatherer {
  #waiting = new Map<string, Waiter[]>();
  #size = 0;
  #writing: Promise<void> | null = null;

  /** The time that was written, or null when the agent has gone. Throws a 503 when too many wait. */
  beat(agentId: string): Promise<Date | null> {
    if (this.#size >= MOST_WAITING) throw new WireError(503, "Too many heartbeats wait", { "retry-after": "5" });
    this.#size += 1;
    return new Promise((resolve, reject) => {
      const waiters = this.#waiting.get(agentId);
      if (waiters) waiters.push({ resolve, reject });
      else this.#waiting.set(agentId, [{ resolve, reject }]);
      this.#writing ??= this.#writeAll();
    });
  }

  /** Resolves once all that was accepted is answered. */
  async drain(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    // One turn of the loop, so that the beats of one read of the sockets go together.
    await new Promise(setImmediate);
    while (this.#waiting.size > 0) {
      const batch = this.#waiting;
      this.#waiting = new Map();
      await this.#write(batch);
    }
    this.#writing = null;
  }

  async #write(batch: Map<string, Waiter[]>): Promise<void> {
    try {
      const { rows } = await pool().query<{ id: string; at: Date }>(WRITE, [[...batch.keys()]]);
      const written = new Map(rows.map(({ id, at }) => [id, at]));
      for (const [id, waiters] of batch) for (const waiter of waiters) waiter.resolve(written.get(id) ?? null);
    } catch (error) {
      for (const waiters of batch.values()) for (const waiter of waiters) waiter.reject(error);
    } finally {
      for (const waiters of batch.values()) this.#size -= waiters.length;
    }
  }
}
