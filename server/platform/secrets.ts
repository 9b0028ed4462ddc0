import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { Queryable } from "@/server/platform/db/transaction";
import { env } from "@/server/platform/env";
import { unavailable } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";

const CIPHER = "aes-256-gcm";
const TAG_BYTES = 16;

/** Stores a secret under its owner and answers the reference that a column keeps: `db:<id>`. */
export async function sealSecret(db: Queryable, owner: string, plaintext: string): Promise<string> {
  const id = newId();
  const key = secretKey();
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce).setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  await db.query(`INSERT INTO secret (id, owner, key_id, nonce, ciphertext) VALUES ($1, $2, $3, $4, $5)`, [
    id,
    owner,
    key.id,
    nonce,
    body,
  ]);
  return `db:${id}`;
}

/** Throws `unavailable` when the key is another one, the owner differs or the row is gone. */
export async function openSecret(db: Queryable, ref: string, owner: string): Promise<string> {
  const { rows } = await db.query(`SELECT key_id, nonce, ciphertext FROM secret WHERE id = $1 AND owner = $2`, [
    ref.replace(/^db:/, ""),
    owner,
  ]);
  const row = rows[0];
  const key = secretKey();
  if (!row) throw unavailable("A stored credential is gone; enter it again.");
  if (row.key_id !== key.id)
    throw unavailable("A stored credential was sealed under another MUSTER_SECRET_KEY; enter it again.");
  const body = Buffer.from(row.ciphertext as Uint8Array);
  const decipher = createDecipheriv(CIPHER, key.bytes, Buffer.from(row.nonce as Uint8Array)).setAAD(Buffer.from(owner));
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
}

export async function dropSecret(db: Queryable, ref: string): Promise<void> {
  await db.query(`DELETE FROM secret WHERE id = $1`, [ref.replace(/^db:/, "")]);
}

function secretKey(): { id: string; bytes: Buffer } {
  const text = env().secretKey;
  if (text === undefined)
    throw unavailable("MUSTER_SECRET_KEY is not set, so credentials can be neither kept nor read.");
  const bytes = createHash("sha256").update("muster secrets\u0000").update(text).digest();
  return { bytes, id: createHash("sha256").update(bytes).digest("hex").slice(0, 16) };
}
