import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import { announce } from "./notices";
import type { Registration } from "./read-body";

const WRITE_EVERY_MS = 1_000;
const MOST_UNWRITTEN = 1_000;
const MOST_KEPT = 500;
const MOST_OF_ADDRESS = 20;

type Knock = Pick<Registration, "id" | "name" | "host" | "port"> & { from: string; reason: string; times: number };

let unwritten = new Map<string, Knock>();
let timer: NodeJS.Timeout | null = null;

/**
 * Kept so that an operator learns of an agent that will stay silent. Counted in the process and written once a second,
 * so that a flood of refusals costs one statement.
 */
export function noteRefusal(
  from: string,
  given: Pick<Registration, "id" | "name" | "host" | "port">,
  reason: string,
): void {
  const key = `${from}\n${given.id}`;
  const before = unwritten.get(key);
  if (!before && unwritten.size >= MOST_UNWRITTEN) return;
  const { id, name, host, port } = given.name === "" && before ? before : given;
  unwritten.set(key, { id, name, host, port, from, reason, times: (before?.times ?? 0) + 1 });
  timer ??= setTimeout(() => void flushRefusals(), WRITE_EVERY_MS);
}

export async function flushRefusals(): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const knocks = [...unwritten.values()];
  unwritten = new Map();
  if (knocks.length === 0) return;
  try {
    await write(knocks);
  } catch (error) {
    // The agents had their answers.
    log().warn({ err: error }, "refusals could not be kept");
  }
}

/** One that waits and still beats stays as it is, and a ban stays a ban. The newest are kept, of all and of each address. */
async function write(knocks: Knock[]): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    `INSERT INTO registration AS r (id, external_id, name, host, port, seen_from, state, reason, first_at, last_at, times)
     SELECT id, external_id, name, host, port, seen_from, 'refused', reason, clock_timestamp(), clock_timestamp(), times
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::int[])
       AS knock(id, external_id, name, host, port, seen_from, reason, times)
     ON CONFLICT (external_id, seen_from) DO UPDATE SET
       times = r.times + excluded.times, last_at = excluded.last_at,
       name = coalesce(nullif(excluded.name, ''), r.name), host = coalesce(nullif(excluded.host, ''), r.host),
       port = coalesce(nullif(excluded.port, 0), r.port),
       reason = CASE WHEN r.state = 'banned' THEN r.reason ELSE excluded.reason END,
       state = CASE WHEN r.state = 'banned' THEN r.state ELSE 'refused' END
     WHERE r.state <> 'pending' OR r.last_beat_at < clock_timestamp() - r.ttl_seconds * interval '1 second'
     RETURNING id::text`,
    [
      knocks.map(() => newId()),
      knocks.map(({ id }) => id),
      knocks.map(({ name }) => name),
      knocks.map(({ host }) => host),
      knocks.map(({ port }) => port),
      knocks.map(({ from }) => from),
      knocks.map(({ reason }) => reason),
      knocks.map(({ times }) => times),
    ],
  );
  await pool().query(
    `DELETE FROM registration WHERE id IN (
       SELECT id FROM (
         SELECT id, row_number() OVER (ORDER BY last_at DESC) AS n,
           row_number() OVER (PARTITION BY seen_from ORDER BY last_at DESC) AS here
         FROM registration WHERE state = 'refused') ranked
       WHERE n > $1 OR here > $2)`,
    [MOST_KEPT, MOST_OF_ADDRESS],
  );
  for (const { id } of rows) announce("registration", id);
}
