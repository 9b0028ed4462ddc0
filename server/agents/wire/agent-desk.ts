import { inTransaction, pool } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { agentInfo, wireTime } from "./agent-info";
import { BUILTIN_REGISTRY, readWireAgent, readWireAgents } from "./agent-row";
import { BeatGatherer } from "./beat-gatherer";
import { type KnownAgent, KnownAgents } from "./known-agents";
import type { WireNames } from "./names";
import { announce, flushNotices } from "./notices";
import type { Peer } from "./peer";
import type { Registration } from "./read-body";
import { readRegistration } from "./read-registration";
import { flushRefusals, noteRefusal } from "./refusals";
import { mayGoOn, registerAgent } from "./register-agent";
import { beatOfStranger } from "./strangers";
import { WireError, wireForbidden, wireNotFound, wireUnauthorized } from "./wire-error";

/** All that agents may ask of the registry, in either generation's names. Every deed throws WireError. */
export class AgentDesk {
  readonly #known = new KnownAgents();
  readonly #beats = new BeatGatherer();

  async start(): Promise<void> {
    await this.#known.start();
  }

  /** Answers what was accepted, then tells the others. */
  async stop(): Promise<void> {
    await this.#beats.drain();
    this.#known.stop();
    await flushRefusals();
    await flushNotices();
  }

  /** Which of the ids that one path may mean is of the fleet; the first where none is. */
  async meant(ids: readonly string[]): Promise<string> {
    const [first = "", ...others] = ids;
    if (others.length === 0 || (await this.#known.find(first))) return first;
    for (const id of others) if (await this.#known.find(id)) return id;
    return first;
  }

  async register(names: WireNames, peer: Peer, body: Buffer): Promise<Record<string, unknown>> {
    const given = readOrNote(names, peer, body);
    const agent = await registerAgent(peer, given);
    this.#known.forget(given.id);
    return agentInfo(agent, names);
  }

  async heartbeat(names: WireNames, peer: Peer, externalId: string): Promise<{ status: "ok"; last_heartbeat: string }> {
    const known = await this.#known.find(externalId);
    if (known && maySpeakFor(known, peer)) {
      const at = await this.#beats.beat(known.id);
      if (at) return { status: "ok", last_heartbeat: wireTime(at) };
      // It deregistered at another registry, which has not told us yet.
      this.#known.forget(externalId);
      return this.#strangersBeat(names, peer, externalId, null);
    }
    return this.#strangersBeat(names, peer, externalId, known);
  }

  async #strangersBeat(names: WireNames, peer: Peer, externalId: string, known: KnownAgent | null) {
    if (peer.kind === "refused") {
      noteRefusal(peer.address, nameless(externalId), peer.reason);
      throw wireUnauthorized(peer.reason);
    }
    if (peer.kind === "token" && known) {
      noteRefusal(peer.address, nameless(externalId), "this id belongs to another environment");
      throw wireForbidden("this id belongs to another environment");
    }
    if (peer.kind === "token") throw notRegistered(names, peer, externalId);
    const beat = await beatOfStranger(externalId, peer.address);
    if (beat === "banned") throw wireUnauthorized("was banned by an operator");
    if (beat) return { status: "ok" as const, last_heartbeat: wireTime(beat.at) };
    if (!known) throw notRegistered(names, peer, externalId);
    noteRefusal(peer.address, nameless(externalId), "beats without the token of its id");
    throw wireUnauthorized("this id is of the fleet and came with a token");
  }

  async list(names: WireNames, peer: Peer, includeDead: boolean): Promise<Record<string, unknown>[]> {
    const agents = await readWireAgents(pool(), mayRead(peer), includeDead);
    return agents.map((agent) => agentInfo(agent, names));
  }

  async get(names: WireNames, peer: Peer, externalId: string): Promise<Record<string, unknown>> {
    const environmentId = mayRead(peer);
    const agent = await readWireAgent(pool(), externalId);
    if (!agent || agent.retiredAt !== null || (environmentId !== null && agent.environmentId !== environmentId))
      throw wireNotFound(names.notFound(externalId));
    return agentInfo(agent, names);
  }

  /** A clean goodbye: retired, with its history, and no incident. */
  async deregister(names: WireNames, peer: Peer, externalId: string): Promise<Record<string, unknown>> {
    if (peer.kind === "refused") throw wireUnauthorized(peer.reason);
    const id = await inTransaction(async (client) => {
      const agent = await readWireAgent(client, externalId, { lock: true });
      if (!agent || agent.retiredAt !== null) return null;
      if (!maySpeakFor(agent, peer))
        throw peer.kind === "token"
          ? wireForbidden("this id belongs to another environment")
          : wireUnauthorized("this id is of the fleet and came with a token");
      await client.query(
        `UPDATE agent SET retired_at = clock_timestamp(), retired_reason = 'deregistered' WHERE id = $1`,
        [agent.id],
      );
      return agent.id;
    });
    if (id === null && !(await leavePending(externalId, peer))) throw wireNotFound(names.notFound(externalId));
    this.#known.forget(externalId);
    if (id !== null) announce("agent", id);
    return { status: "deleted", [names.id]: externalId };
  }

  async counts(): Promise<{ registered: number; active: number }> {
    const { rows } = await pool().query<{ registered: number; active: number }>(
      `SELECT count(*)::int AS registered,
         (count(*) FILTER (WHERE clock_timestamp() < b.last_beat_at + a.ttl_seconds * interval '1 second'))::int AS active
       FROM agent a JOIN agent_beat b ON b.agent_id = a.id
       WHERE a.registry_id = $1 AND a.retired_at IS NULL`,
      [BUILTIN_REGISTRY],
    );
    return rows[0] ?? { registered: 0, active: 0 };
  }
}

function maySpeakFor(agent: Pick<KnownAgent, "environmentId" | "admission" | "admittedFrom">, peer: Peer): boolean {
  if (peer.kind === "token") return agent.environmentId === peer.environmentId;
  return peer.kind === "stranger" && mayGoOn(agent, peer.address);
}

/** Whose agents a peer may read: null for all. A stranger reads nothing unless all are accepted. */
function mayRead(peer: Peer): string | null {
  if (peer.kind === "token") return peer.readsAll ? null : peer.environmentId;
  if (peer.kind === "stranger" && env().strangers === "accept") return null;
  throw wireUnauthorized(peer.kind === "refused" ? peer.reason : "send a token to read the fleet");
}

async function leavePending(externalId: string, peer: Peer): Promise<boolean> {
  const { rows } = await pool().query<{ id: string }>(
    `DELETE FROM registration WHERE external_id = $1 AND seen_from = $2 AND state = 'pending' RETURNING id::text`,
    [externalId, peer.address],
  );
  for (const { id } of rows) announce("registration", id);
  return rows.length > 0;
}

/** It will beat so for ever, since agents register only when they start: a person must hear of it. */
function notRegistered(names: WireNames, peer: Peer, externalId: string): WireError {
  noteRefusal(peer.address, nameless(externalId), "sends heartbeats without having registered here");
  return wireNotFound(names.notFound(externalId));
}

/** A registration that cannot be used is kept where its id can be read: that agent will be silent for ever. */
function readOrNote(names: WireNames, peer: Peer, body: Buffer): Registration {
  try {
    return readRegistration(body, names);
  } catch (error) {
    if (error instanceof WireError && error.externalId !== null)
      noteRefusal(peer.address, nameless(error.externalId), "its registration could not be used");
    throw error;
  }
}

const nameless = (externalId: string) => ({ id: externalId, name: "", host: "", port: 0 });
