import { randomBytes } from "node:crypto";
import type { Queryable } from "@/server/platform/db/transaction";
import { env } from "@/server/platform/env";
import { hashToken } from "@/server/platform/identity";
import { newId } from "@/server/platform/ids";

const LIVES_MS = 24 * 60 * 60 * 1000;

type Purpose = { purpose: "password"; userId: string } | { purpose: "first-admin" };

/** A link that works once, within a day. Earlier unused ones of the same purpose stop working. */
export async function makeLink(db: Queryable, what: Purpose): Promise<{ url: string; expiresAt: Date }> {
  const secret = randomBytes(32).toString("base64url");
  const userId = what.purpose === "password" ? what.userId : null;
  const expiresAt = new Date(Date.now() + LIVES_MS);
  await db.query(
    `DELETE FROM one_time_link WHERE purpose = $1 AND user_id IS NOT DISTINCT FROM $2::uuid AND used_at IS NULL`,
    [what.purpose, userId],
  );
  await db.query(
    `INSERT INTO one_time_link (id, purpose, user_id, token_hash, expires_at) VALUES ($1::uuid, $2, $3::uuid, $4, $5)`,
    [newId(), what.purpose, userId, hashToken(secret), expiresAt],
  );
  const origin = env().publicUrl ?? `http://${env().host}:${env().port}`;
  return { url: `${new URL("/set-password", origin)}#${secret}`, expiresAt };
}
