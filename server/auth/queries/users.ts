import type { Role } from "@/server/platform/context";
import type { Queryable } from "@/server/platform/db/transaction";

export interface UserRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  disabledAt: Date | null;
  lastSignInAt: Date | null;
  failedSignIns: number;
  openSessions: string;
  createdAt: Date;
}

interface Which {
  id: string | null;
  limit: number;
  /** The id of the last one read. */
  after: string | null;
}

/** Users, newest first. Safe cast: the columns are listed here. */
export async function readUsers(db: Queryable, { id, limit, after }: Which): Promise<UserRow[]> {
  const { rows } = await db.query(
    `SELECT u.id::text, u.email, u.name, u.role, u.disabled_at AS "disabledAt", u.last_sign_in_at AS "lastSignInAt",
       u.failed_sign_ins AS "failedSignIns", u.created_at AS "createdAt",
       (SELECT count(*) FROM user_session s WHERE s.user_id = u.id AND s.revoked_at IS NULL AND s.expires_at > now())::text AS "openSessions"
     FROM app_user u
     WHERE ($1::uuid IS NULL OR u.id = $1::uuid) AND ($2::uuid IS NULL OR u.id < $2::uuid)
     ORDER BY u.id DESC LIMIT $3`,
    [id, after, limit],
  );
  return rows as unknown as UserRow[];
}

export async function countUsers(db: Queryable): Promise<number> {
  const { rows } = await db.query(`SELECT count(*)::int AS n FROM app_user`);
  return Number(rows[0]?.n);
}
