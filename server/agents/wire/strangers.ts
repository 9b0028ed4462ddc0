import { pool } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { networkContains, outboundPolicy, parseIpAddress } from "@/server/platform/http";
import { newId } from "@/server/platform/ids";
import type { WireAgent } from "./agent-row";
import { announce } from "./notices";
import type { Registration } from "./read-body";
import { type WireError, wireUnauthorized } from "./wire-error";

const MOST_PENDING = 500;
const MOST_OF_ADDRESS = 20;

interface Held {
  state: string;
  ttlSeconds: number;
  firstAt: Date;
  lastAt: Date;
  isAlive: boolean;
}

/** Answers as if it were registered, and keeps it apart until a person decides. */
export async function holdStranger(
  db: Queryable,
  address: string,
  given: Registration,
): Promise<{ held: WireAgent } | { refused: WireError }> {
  if (!(await isOfFleetNetworks(address)))
    return { refused: wireUnauthorized(`came without a token from ${address}, outside the fleet's networks`) };
  // Counting and adding are one step for all registries.
  await db.query(`SELECT pg_advisory_xact_lock(9001)`);
  const { rows } = await db.query(
    `SELECT count(*) FILTER (WHERE state = 'pending')::int AS all_pending,
       count(*) FILTER (WHERE state = 'pending' AND seen_from = $1)::int AS of_address,
       bool_or(external_id = $2 AND seen_from = $1 AND state = 'banned') AS banned,
       bool_or(external_id = $2 AND seen_from = $1 AND state = 'pending') AS known
     FROM registration`,
    [address, given.id],
  );
  const now = rows[0];
  if (now?.banned === true) return { refused: wireUnauthorized("was banned by an operator") };
  const full = Number(now?.all_pending) >= MOST_PENDING || Number(now?.of_address) >= MOST_OF_ADDRESS;
  if (full && now?.known !== true) return { refused: wireUnauthorized("too many wait for admission already") };
  return { held: await keepPending(db, address, given) };
}

/** Whether an operator turned this id away from this address. */
export async function isBanned(db: Queryable, externalId: string, address: string): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT 1 FROM registration WHERE external_id = $1 AND seen_from = $2 AND state = 'banned'`,
    [externalId, address],
  );
  return rows.length > 0;
}

async function isOfFleetNetworks(text: string): Promise<boolean> {
  const address = parseIpAddress(text);
  const { networks } = await outboundPolicy("fleet");
  return address !== null && networks.some((network) => networkContains(network, address));
}

async function keepPending(db: Queryable, address: string, given: Registration): Promise<WireAgent> {
  const id = newId();
  const { rows } = await db.query(
    `INSERT INTO registration (id, external_id, name, host, port, ttl_seconds, metadata, seen_from, state, reason, last_beat_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', 'came without a token', clock_timestamp())
     ON CONFLICT (external_id, seen_from) DO UPDATE SET name = excluded.name, host = excluded.host, port = excluded.port,
       ttl_seconds = excluded.ttl_seconds, metadata = excluded.metadata, state = 'pending', reason = excluded.reason,
       last_at = clock_timestamp(), last_beat_at = clock_timestamp(), times = registration.times + 1
     RETURNING id::text, first_at AS "firstAt", last_at AS "lastAt"`,
    [id, given.id, given.name, given.host, given.port, given.ttlSeconds, given.metadata, address],
  );
  const row = rows[0] as { id: string; firstAt: Date; lastAt: Date };
  announce("registration", row.id);
  return asAgent(given, {
    state: "pending",
    ttlSeconds: given.ttlSeconds,
    firstAt: row.firstAt,
    lastAt: row.lastAt,
    isAlive: true,
  });
}

function asAgent(given: Registration, held: Held): WireAgent {
  return {
    id: "",
    externalId: given.id,
    name: given.name,
    environmentId: "",
    host: given.host,
    port: given.port,
    ttlSeconds: held.ttlSeconds,
    metadata: given.metadata,
    workflow: given.workflow,
    admission: held.state,
    admittedFrom: null,
    tokenId: null,
    registeredAt: held.firstAt,
    retiredAt: null,
    lastBeatAt: held.lastAt,
    isAlive: held.isAlive,
  };
}

/** A pending stranger's beat: its time, or null where nobody waits under this id and address. */
export async function beatOfStranger(externalId: string, address: string): Promise<{ at: Date } | "banned" | null> {
  const { rows } = await pool().query<{ state: string; at: Date }>(
    `UPDATE registration SET last_beat_at = clock_timestamp(), last_at = clock_timestamp()
     WHERE external_id = $1 AND seen_from = $2 AND state IN ('pending', 'banned') RETURNING state, last_beat_at AS at`,
    [externalId, address],
  );
  const row = rows[0];
  if (!row) return null;
  return row.state === "banned" ? "banned" : { at: row.at };
}
