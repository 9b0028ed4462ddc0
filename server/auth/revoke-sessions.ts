import { inTransaction } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { notify } from "@/server/platform/events";

type Which = { sessionIds: string[] } | { userId: string; except?: string };

/** Ends sessions at once: the next request is a stranger's, open event streams close. */
export async function revokeSessions(which: Which): Promise<void> {
  await inTransaction((client) => revokeSessionsIn(client, which));
}

export async function revokeSessionsIn(db: Queryable, which: Which): Promise<void> {
  if ("sessionIds" in which)
    await db.query(`UPDATE user_session SET revoked_at = now() WHERE id = ANY($1::uuid[]) AND revoked_at IS NULL`, [
      which.sessionIds,
    ]);
  else
    await db.query(
      `UPDATE user_session SET revoked_at = now()
       WHERE user_id = $1::uuid AND revoked_at IS NULL AND ($2::uuid IS NULL OR id <> $2::uuid)`,
      [which.userId, which.except ?? null],
    );
  await notify(db, "session");
}
