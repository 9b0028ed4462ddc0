import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import { inTransaction, prisma } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { forgive, GUESS_LIMIT, SIGN_IN_LIMIT, spend } from "@/server/platform/rate-limit";
import { passwordMatches } from "./password";
import { SESSION_SECONDS } from "./session-time";

interface Attempt {
  email: string;
  password: string;
  userAgent: string | null;
}

export interface SignedIn {
  userId: string;
  sessionId: string;
}

/**
 * Answers null for a wrong e-mail, a wrong password, a disabled user and a spent limit alike. The guesses of one
 * address at one account are limited, so that nobody can lock others out from elsewhere.
 */
export async function signIn({ ctx, input }: { ctx: Ctx; input: Attempt }): Promise<SignedIn | null> {
  const email = input.email.trim().toLowerCase();
  const guesses = `guess:${ctx.ip}:${email}`;
  const waits = [await spend(`sign-in:${ctx.ip}`, SIGN_IN_LIMIT), await spend(guesses, GUESS_LIMIT)];
  if (waits.some((wait) => wait > 0)) return null;
  const user = await prisma().user.findFirst({
    where: { email: { equals: email, mode: "insensitive" }, disabledAt: null },
  });
  const matches = await passwordMatches(user?.passwordHash ?? null, input.password);
  if (!user || !matches) {
    await noteFailure(ctx, user?.id ?? null, email);
    return null;
  }
  await forgive(guesses);
  return openSession(ctx, user, input.userAgent);
}

async function noteFailure(ctx: Ctx, userId: string | null, email: string): Promise<void> {
  await inTransaction(async (client) => {
    if (userId) await client.query(`UPDATE app_user SET failed_sign_ins = failed_sign_ins + 1 WHERE id = $1`, [userId]);
    const object = userId ? { object: { type: "user", id: userId } } : {};
    await recordAudit(client, ctx, { action: "session.refuse", ...object, after: { email: email.slice(0, 254) } });
  });
}

async function openSession(ctx: Ctx, user: { id: string; name: string; role: string }, userAgent: string | null) {
  const sessionId = newId();
  await inTransaction(async (client) => {
    await client.query(
      `INSERT INTO user_session (id, user_id, expires_at, ip, user_agent)
       VALUES ($1, $2, now() + $3 * interval '1 second', $4, $5)`,
      [sessionId, user.id, SESSION_SECONDS, ctx.ip, userAgent?.slice(0, 400) ?? null],
    );
    await client.query(`UPDATE app_user SET failed_sign_ins = 0, last_sign_in_at = now() WHERE id = $1`, [user.id]);
    const actor = { kind: "system", name: user.name } as const;
    await recordAudit(client, { ...ctx, actor }, { action: "session.open", object: { type: "user", id: user.id } });
  });
  return { userId: user.id, sessionId };
}
