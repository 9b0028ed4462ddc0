import { setTimeout as delay } from "node:timers/promises";
import { statusOf } from "./wire";

const BEAT_MS = 20_000;
const AFTER_REFUSAL_MS = 5_000;
const GOODBYE_MS = 1_500;
const LOOK_MS = 500;

export interface PresenceFacts {
  registryUrl: string;
  authorization: string | null;
  registerPath: string;
  heartbeatPath: string;
  leavePath: string;
  registration: Record<string, unknown>;
}

/**
 * Presence in the registry, with the agents' own manners: registers once, sends the first heartbeat at once and one
 * every 20 s, again 5 s after any answer that is not 2xx, and never registers again.
 */
export class Presence {
  readonly #facts: PresenceFacts;
  readonly #stopped = new AbortController();
  #silent = false;

  constructor(facts: PresenceFacts) {
    this.#facts = facts;
  }

  /** False when the registry refused: then no heartbeat is ever sent. */
  async register(): Promise<boolean> {
    const { registerPath, registration } = this.#facts;
    const accepted = await this.#ask("POST", registerPath, registration);
    if (accepted) void this.#beatForEver();
    return accepted;
  }

  setSilent(silent: boolean): void {
    this.#silent = silent;
  }

  /** Stops the heartbeats and takes its leave; a registry that has gone before is no reason to wait. */
  async leave(): Promise<void> {
    this.#stopped.abort();
    await Promise.race([this.#ask("DELETE", this.#facts.leavePath), delay(GOODBYE_MS, undefined, { ref: false })]);
  }

  async #beatForEver(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const accepted = this.#silent || (await this.#ask("POST", this.#facts.heartbeatPath));
      await this.#pause(accepted ? BEAT_MS : AFTER_REFUSAL_MS);
    }
  }

  async #pause(ms: number): Promise<void> {
    try {
      await delay(ms, undefined, { signal: this.#stopped.signal });
    } catch (error) {
      if (!this.#stopped.signal.aborted) throw error;
    }
  }

  async #ask(method: "POST" | "DELETE", path: string, body?: unknown): Promise<boolean> {
    const { registryUrl, authorization } = this.#facts;
    try {
      const status = await statusOf({ method, url: registryUrl + path, authorization, body });
      return status >= 200 && status < 300;
    } catch (error) {
      console.error(`fleet: ${method} ${path}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }
}

/** Resolves once the registry answers `/health`: an agent that registers before that would be silent for ever. */
export async function registryAnswers(registryUrl: string, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    try {
      if ((await statusOf({ method: "GET", url: `${registryUrl}/health`, authorization: null })) === 200) return;
    } catch {
      // Not there yet: that is what is being waited for.
    }
    await delay(LOOK_MS);
  }
}
