import { z } from "zod";
import type { Queryable } from "@/server/platform/db/transaction";

export const EVENT_KINDS = [
  "agent",
  "incident",
  "run",
  "backup",
  "restore",
  "checklist",
  "source",
  "alert",
  "registration",
  "orchestrator",
  "operation",
  "session",
  // Asked of the worker, never sent to browsers.
  "probe-now",
  "sync-now",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

const event = z.object({ kind: z.enum(EVENT_KINDS), ids: z.array(z.string()) });
export type MusterEvent = z.infer<typeof event>;

export const CHANNEL = "muster";
/** A NOTIFY holds 8,000 bytes; past this many ids the listener is told "many" by an empty list. */
const MOST_IDS = 100;

/**
 * Tells every process once the transaction commits. One call a flush: each NOTIFY serialises commits,
 * and equal ones in a transaction fold. An empty `ids` means many or unnamed.
 */
export async function notify(db: Queryable, kind: EventKind, ids: readonly string[] = []): Promise<void> {
  const named = ids.length > MOST_IDS ? [] : ids;
  await db.query(`SELECT pg_notify($1, $2)`, [CHANNEL, JSON.stringify({ kind, ids: named })]);
}

export function parseEvent(payload: string): MusterEvent | null {
  const parsed = event.safeParse(JSON.parse(payload));
  return parsed.success ? parsed.data : null;
}
