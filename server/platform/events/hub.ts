import { EventEmitter } from "node:events";
import pg from "pg";
import { directConfig } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { CHANNEL, type MusterEvent, parseEvent } from "./notify";

const RECONNECT_MS = 500;
/** A half-dead connection is silent: only a question shows it. */
const CHECK_MS = 20_000;

type Listener = (event: MusterEvent | "resync") => void;

/** One LISTEN a process, fanned out. After a lost connection listeners get "resync": they must read anew. */
export class Hub {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  #connecting: Promise<void> | null = null;

  async subscribe(listener: Listener): Promise<() => void> {
    this.#emitter.on("event", listener);
    this.#connecting ??= this.#connect();
    await this.#connecting;
    return () => this.#emitter.off("event", listener);
  }

  get connected(): boolean {
    return this.#client !== null;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#emitter.emit("stop");
    if (this.#timer) clearInterval(this.#timer);
    await this.#client?.end();
    this.#client = null;
  }

  onStop(listener: () => void): () => void {
    this.#emitter.once("stop", listener);
    return () => this.#emitter.off("stop", listener);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client(directConfig());
    client.on("notification", ({ payload }) => this.#heard(payload));
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      log().warn({ err: error }, "cannot listen for events yet");
      await client.end().catch(() => undefined);
      this.#again();
      return;
    }
    this.#client = client;
    this.#timer = setInterval(() => {
      client.query("SELECT 1").catch(() => this.#lost(client));
    }, CHECK_MS);
  }

  #heard(payload: string | undefined): void {
    const event = payload === undefined ? null : parseEvent(payload);
    if (event) this.#emitter.emit("event", event);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    if (this.#timer) clearInterval(this.#timer);
    client.end().catch(() => undefined);
    this.#again();
  }

  #again(): void {
    if (this.#stopped) return;
    setTimeout(() => {
      this.#connecting = this.#connect().then(() => {
        if (this.#client) this.#emitter.emit("event", "resync");
      });
    }, RECONNECT_MS).unref();
  }
}

declare global {
  var musterHub: Hub | undefined;
}

export function hub(): Hub {
  globalThis.musterHub ??= new Hub();
  return globalThis.musterHub;
}

export async function stopHub(): Promise<void> {
  await globalThis.musterHub?.stop();
  globalThis.musterHub = undefined;
}
