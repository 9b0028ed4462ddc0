import { readMetadata } from "@/server/agents/metadata";
import { inTransaction } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { BUILTIN_REGISTRY, readWireAgent, type WireAgent } from "./agent-row";
import { announce } from "./notices";
import { DEFAULT_ENVIRONMENT, type Peer } from "./peer";
import type { Registration } from "./read-body";
import { noteRefusal } from "./refusals";
import { holdStranger, isBanned } from "./strangers";
import { type WireError, wireForbidden, wireUnauthorized } from "./wire-error";

/** One token does not fill the fleet, unless somebody gave it another limit. */
const MOST_OF_TOKEN = 20_000;

/** What a registration comes to: an agent of the fleet, a held stranger, or a refusal that is kept. */
type Outcome = { agent: WireAgent } | { held: WireAgent } | { refused: WireError };

/** Idempotent: the same id again updates what it says and counts as a heartbeat. Throws WireError. */
export async function registerAgent(peer: Peer, given: Registration): Promise<WireAgent> {
  const outcome = await inTransaction((client) => decide(client, peer, given));
  if ("refused" in outcome) {
    noteRefusal(peer.address, given, outcome.refused.message);
    throw outcome.refused;
  }
  if ("held" in outcome) return outcome.held;
  announce("agent", outcome.agent.id);
  return outcome.agent;
}

async function decide(db: Queryable, peer: Peer, given: Registration): Promise<Outcome> {
  if (peer.kind === "refused") return { refused: wireUnauthorized(peer.reason) };
  // A new id has no row to lock: its first registrations, at whichever registry, come one after the other.
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 9000))`, [given.id]);
  const known = await readWireAgent(db, given.id, { lock: true });
  if (peer.kind === "token") return fromToken(db, peer, known, given);
  return fromStranger(db, peer.address, known, given);
}

async function fromToken(
  db: Queryable,
  peer: Extract<Peer, { kind: "token" }>,
  known: WireAgent | null,
  given: Registration,
): Promise<Outcome> {
  if (known && known.environmentId !== peer.environmentId)
    return { refused: wireForbidden("this id belongs to another environment") };
  const isNew = !known || known.retiredAt !== null || known.tokenId !== peer.tokenId;
  const room = peer.maxAgents ?? MOST_OF_TOKEN;
  if (isNew && (await countOfToken(db, peer.tokenId)) >= room)
    return { refused: wireForbidden(`the token has its ${room} agents already`) };
  const terms = { environmentId: peer.environmentId, tokenId: peer.tokenId, admission: "token", admittedFrom: null };
  return { agent: await write(db, known, given, peer.address, terms) };
}

async function fromStranger(
  db: Queryable,
  address: string,
  known: WireAgent | null,
  given: Registration,
): Promise<Outcome> {
  if (known && mayGoOn(known, address)) return { agent: await write(db, known, given, address, null) };
  if (known?.admission === "token")
    return { refused: wireUnauthorized("this id is of the fleet and came with a token") };
  if (env().strangers === "refuse") return { refused: wireUnauthorized("came without a token") };
  if (env().strangers === "accept" && !known && !(await isBanned(db, given.id, address))) {
    const terms = { environmentId: DEFAULT_ENVIRONMENT, tokenId: null, admission: "accepted", admittedFrom: null };
    return { agent: await write(db, null, given, address, terms) };
  }
  return holdStranger(db, address, given);
}

/** An agent without a token goes on from the address it was admitted with, or from anywhere where all are accepted. */
export function mayGoOn(agent: Pick<WireAgent, "admission" | "admittedFrom">, address: string): boolean {
  if (agent.admission === "admitted") return agent.admittedFrom === address;
  return agent.admission === "accepted" && env().strangers === "accept";
}

/** Agents of a token now. Its row stays locked, so that two registries cannot both give away the last place. */
async function countOfToken(db: Queryable, tokenId: string): Promise<number> {
  await db.query(`SELECT 1 FROM token WHERE id = $1::uuid FOR UPDATE`, [tokenId]);
  const { rows } = await db.query(
    `SELECT count(*)::int AS n FROM agent WHERE token_id = $1::uuid AND retired_at IS NULL`,
    [tokenId],
  );
  return Number(rows[0]?.n);
}

interface Terms {
  environmentId: string;
  tokenId: string | null;
  admission: string;
  admittedFrom: string | null;
}

/**
 * `terms` null keeps the ones the agent has. An operator's address_override is never touched, nor are tags while the
 * metadata stays. Who comes in no longer stands at the door.
 */
async function write(
  db: Queryable,
  known: WireAgent | null,
  given: Registration,
  seenFrom: string,
  terms: Terms | null,
): Promise<WireAgent> {
  const id = known?.id ?? newId();
  const facts = readMetadata(given.metadata);
  await db.query(
    `INSERT INTO agent (id, registry_id, external_id, name, registered_host, registered_port, ttl_seconds, metadata, seen_from,
       tags, version, workflow, environment_id, token_id, admission, admitted_from)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT (registry_id, external_id) DO UPDATE SET
       name = excluded.name, registered_host = excluded.registered_host, registered_port = excluded.registered_port,
       ttl_seconds = excluded.ttl_seconds, metadata = excluded.metadata, seen_from = excluded.seen_from,
       version = coalesce(excluded.version, agent.version), workflow = coalesce(excluded.workflow, agent.workflow),
       tags = CASE WHEN agent.metadata IS DISTINCT FROM excluded.metadata THEN excluded.tags ELSE agent.tags END,
       environment_id = excluded.environment_id, token_id = excluded.token_id,
       admission = excluded.admission, admitted_from = excluded.admitted_from,
       registered_at = CASE WHEN agent.retired_at IS NULL THEN agent.registered_at ELSE now() END,
       retired_at = NULL, retired_reason = NULL`,
    [
      id,
      BUILTIN_REGISTRY,
      given.id,
      given.name,
      given.host,
      given.port,
      given.ttlSeconds,
      given.metadata,
      seenFrom,
      facts.tags,
      facts.version,
      given.workflow ?? facts.workflow,
      terms?.environmentId ?? known?.environmentId,
      terms?.tokenId ?? null,
      terms?.admission ?? known?.admission,
      terms ? terms.admittedFrom : known?.admittedFrom,
    ],
  );
  await db.query(
    `INSERT INTO agent_beat (agent_id, last_beat_at, seq) VALUES ($1, clock_timestamp(), 1)
     ON CONFLICT (agent_id) DO UPDATE SET last_beat_at = clock_timestamp(), seq = agent_beat.seq + 1`,
    [id],
  );
  if (known) await noteChanges(db, known, given, seenFrom);
  await db.query(
    `DELETE FROM registration WHERE external_id = $1 AND seen_from = $2 AND state IN ('pending', 'refused')`,
    [given.id, seenFrom],
  );
  const written = await readWireAgent(db, given.id);
  if (!written) throw new Error("an agent that was just written is gone");
  return written;
}

async function noteChanges(db: Queryable, before: WireAgent, after: Registration, seenFrom: string): Promise<void> {
  const [was, says] = [readMetadata(before.metadata), readMetadata(after.metadata)];
  const pairs: [string, string | null, string | null][] = [
    ["name", before.name, after.name],
    ["host", before.host, after.host],
    ["port", String(before.port), String(after.port)],
    ["metadata", before.metadata, after.metadata],
    ["version", was.version, says.version ?? was.version],
    ["workflow", before.workflow, after.workflow ?? says.workflow ?? before.workflow],
  ];
  const changed = pairs.filter(([, old, now]) => old !== now);
  if (changed.length === 0) return;
  await db.query(
    `INSERT INTO agent_change (agent_id, field, before, after, seen_from)
     SELECT $1, field, before, after, $5 FROM unnest($2::text[], $3::text[], $4::text[]) AS changed(field, before, after)`,
    [
      before.id,
      changed.map(([field]) => field),
      changed.map(([, old]) => old),
      changed.map(([, , now]) => now),
      seenFrom,
    ],
  );
}
