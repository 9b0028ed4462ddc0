import { inTransaction, pool } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { wireTime } from "./agent-info";
import { BUILTIN_REGISTRY } from "./agent-row";
import { announce } from "./notices";
import { DEFAULT_ENVIRONMENT, type Peer } from "./peer";
import { readOrchestratorRegistration } from "./read-registration";
import { WireError, wireForbidden, wireNotFound, wireUnauthorized } from "./wire-error";

interface Row {
  id: string;
  externalId: string;
  name: string;
  type: string;
  apiEndpoint: string;
  ttlSeconds: number;
  environmentId: string;
  tokenId: string | null;
  registeredAt: Date;
  lastBeatAt: Date;
  isAlive: boolean;
}

const NOT_FOUND = "Orchestrator not found";
const COLUMNS = `id::text, external_id AS "externalId", name, type, api_endpoint AS "apiEndpoint", ttl_seconds AS "ttlSeconds",
  environment_id::text AS "environmentId", token_id::text AS "tokenId", registered_at AS "registeredAt", last_beat_at AS "lastBeatAt",
  clock_timestamp() < last_beat_at + ttl_seconds * interval '1 second' AS "isAlive"`;

/** The orchestrators' part of the wire. Every deed throws WireError. */
export class OrchestratorDesk {
  async register(peer: Peer, body: Buffer): Promise<Record<string, unknown>> {
    const given = readOrchestratorRegistration(body);
    const environmentId = mayJoin(peer);
    const row = await inTransaction(async (client) => {
      const known = await read(client, given.id, { retiredToo: true });
      if (known && known.environmentId !== environmentId) throw wireForbidden("this id belongs to another environment");
      if (known?.tokenId && peer.kind !== "token") throw wireUnauthorized("this id came with a token");
      await client.query(
        `INSERT INTO orchestrator (id, registry_id, external_id, name, type, api_endpoint, ttl_seconds, environment_id, seen_from, token_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (registry_id, external_id) DO UPDATE SET name = excluded.name, type = excluded.type,
           api_endpoint = excluded.api_endpoint, ttl_seconds = excluded.ttl_seconds, seen_from = excluded.seen_from,
           last_beat_at = clock_timestamp(), retired_at = NULL`,
        [
          newId(),
          BUILTIN_REGISTRY,
          given.id,
          given.name,
          given.type,
          given.apiEndpoint,
          given.ttlSeconds,
          environmentId,
          peer.address,
          peer.kind === "token" ? peer.tokenId : null,
        ],
      );
      return read(client, given.id);
    });
    if (!row) throw new WireError(500, "Internal Server Error");
    announce("orchestrator", row.id);
    return info(row);
  }

  /** The runtime's own registry writes the beat and then answers 404 by a defect; here it answers what it did. */
  async heartbeat(peer: Peer, externalId: string): Promise<{ status: "ok"; last_heartbeat: string }> {
    const environmentId = mayJoin(peer);
    const { rows } = await pool().query<{ at: Date }>(
      `UPDATE orchestrator SET last_beat_at = clock_timestamp()
       WHERE registry_id = $1 AND external_id = $2 AND environment_id = $3 AND retired_at IS NULL
         AND ($4 OR token_id IS NULL) RETURNING last_beat_at AS at`,
      [BUILTIN_REGISTRY, externalId, environmentId, peer.kind === "token"],
    );
    const [row] = rows;
    if (!row) throw wireNotFound(NOT_FOUND);
    return { status: "ok", last_heartbeat: wireTime(row.at) };
  }

  async list(peer: Peer): Promise<Record<string, unknown>[]> {
    const environmentId = mayJoin(peer);
    const all = peer.kind === "token" && peer.readsAll;
    const { rows } = await pool().query<Row>(
      `SELECT ${COLUMNS} FROM orchestrator WHERE registry_id = $1 AND retired_at IS NULL AND ($3 OR environment_id = $2)
       ORDER BY registered_at DESC, id DESC`,
      [BUILTIN_REGISTRY, environmentId, all],
    );
    return rows.map(info);
  }

  async get(peer: Peer, externalId: string): Promise<Record<string, unknown>> {
    mayJoin(peer);
    const row = await read(pool(), externalId);
    if (!row) throw wireNotFound(NOT_FOUND);
    return info(row);
  }

  async deregister(peer: Peer, externalId: string): Promise<Record<string, unknown>> {
    const environmentId = mayJoin(peer);
    const { rows } = await pool().query<{ id: string }>(
      `UPDATE orchestrator SET retired_at = clock_timestamp()
       WHERE registry_id = $1 AND external_id = $2 AND environment_id = $3 AND retired_at IS NULL
         AND ($4 OR token_id IS NULL) RETURNING id::text`,
      [BUILTIN_REGISTRY, externalId, environmentId, peer.kind === "token"],
    );
    const [row] = rows;
    if (!row) throw wireNotFound(NOT_FOUND);
    announce("orchestrator", row.id);
    return { status: "deleted", orchestrator_id: externalId };
  }
}

async function read(db: Queryable, externalId: string, { retiredToo = false } = {}): Promise<Row | null> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} FROM orchestrator
     WHERE registry_id = $1::uuid AND external_id = $2 AND ($3 OR retired_at IS NULL)`,
    [BUILTIN_REGISTRY, externalId, retiredToo],
  );
  return (rows as unknown as Row[])[0] ?? null;
}

/** The environment a peer's orchestrators lie in. Without a token only where all are accepted: there is no pending list for them. */
function mayJoin(peer: Peer): string {
  if (peer.kind === "token") return peer.environmentId;
  if (peer.kind === "stranger" && env().strangers === "accept") return DEFAULT_ENVIRONMENT;
  throw wireUnauthorized(peer.kind === "refused" ? peer.reason : "an orchestrator needs a token");
}

function info(row: Row): Record<string, unknown> {
  return {
    orchestrator_id: row.externalId,
    orchestrator_name: row.name,
    orchestrator_type: row.type,
    api_endpoint: row.apiEndpoint,
    is_alive: row.isAlive,
    last_heartbeat: wireTime(row.lastBeatAt),
    registered_at: wireTime(row.registeredAt),
    ttl_seconds: row.ttlSeconds,
  };
}
