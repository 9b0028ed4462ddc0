import type { Queryable } from "@/server/platform/db/transaction";

export interface SessionRow {
  id: string;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
  ip: string | null;
  userAgent: string | null;
}

/** Open sessions, newest first. Safe cast: the columns are listed here. */
export async function readSessions(db: Queryable, userId: string): Promise<SessionRow[]> {
  const { rows } = await db.query(
    `SELECT id::text, created_at AS "createdAt", seen_at AS "seenAt", expires_at AS "expiresAt", ip, user_agent AS "userAgent"
     FROM user_session WHERE user_id = $1::uuid AND revoked_at IS NULL AND expires_at > now() ORDER BY created_at DESC LIMIT 200`,
    [userId],
  );
  return rows as unknown as SessionRow[];
}
