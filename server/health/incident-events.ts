import type { Queryable } from "@/server/platform/db/transaction";

/** A line that a person adds to an incident's timeline. */
export async function addIncidentEvent(
  db: Queryable,
  event: { id: string; kind: "acknowledged" | "comment"; actor: string; text: string },
): Promise<void> {
  await db.query(
    `INSERT INTO incident_event (incident_id, at, kind, actor, text) VALUES ($1::uuid, clock_timestamp(), $2, $3, $4)`,
    [event.id, event.kind, event.actor, event.text],
  );
}
