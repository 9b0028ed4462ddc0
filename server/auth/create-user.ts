import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql, transaction } from "@/server/platform/db";
import { codeOf, conflict } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { contract } from "./contract";
import { loadUser } from "./internal";
import { makeLink } from "./one-time-link";
import { hashPassword } from "./password";

type Op = typeof contract.createUser;
const UNIQUE_VIOLATION = "23505";

/** Without a password the answer has a link with which the user sets one. Throws `conflict` for a known e-mail. */
export async function createUser({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const id = newId();
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  return transaction(ctx, async (inner) => {
    const db = sql(inner);
    await db.query(
      `INSERT INTO app_user (id, email, name, role, password_hash, password_changed_at)
       VALUES ($1::uuid, $2, $3, $4, $5, now())`,
      [id, input.email.toLowerCase(), input.name, input.role, passwordHash],
    );
    const after = { email: input.email, name: input.name, role: input.role };
    await recordAudit(db, inner, { action: "user.create", object: { type: "user", id }, after });
    const link = passwordHash === null ? await makeLink(db, { purpose: "password", userId: id }) : null;
    return { user: await loadUser(db, id), link };
  }).catch((error: unknown) => {
    if (isDuplicate(error)) throw conflict(`There is a user with the e-mail ${input.email} already.`);
    throw error;
  });
}

function isDuplicate(error: unknown): boolean {
  return (
    codeOf(error) === UNIQUE_VIOLATION || (error instanceof Error && error.message.includes("app_user_email_lower"))
  );
}
