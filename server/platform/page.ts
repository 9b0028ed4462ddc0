import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor, Ctx, Role } from "@/server/platform/context";
import { hasRole } from "@/server/platform/context";
import type { AnswerOf, InputOf, Operation, WireOf } from "@/server/platform/contract";
import { AppError, notFound } from "@/server/platform/errors";
import { identify, sessionCookieName } from "@/server/platform/identity";
import { newId } from "@/server/platform/ids";
import { addressOf } from "@/server/platform/route";

type Person = Extract<Actor, { kind: "user" }>;

/** Who opens this page; one read a request. */
export const currentActor = cache(async (): Promise<Actor> => {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  return identify(null, cookie);
});

/** The context of a page's own reads. A stranger is sent to sign in and comes back; too low a role sees the Overview. */
export async function requirePage(role: Role, path: string): Promise<Ctx & { actor: Person }> {
  const actor = await currentActor();
  if (actor.kind !== "user") redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  if (!hasRole(actor, role)) redirect("/");
  return { actor, requestId: newId(), ip: addressOf(await headers()) };
}

type Verb<Op extends Operation> = (args: { ctx: Ctx; input: InputOf<Op> }) => Promise<AnswerOf<Op> | Response>;

/** A page's own read in the wire's shape, so that the browser's query goes on from it. Throws what the API would answer as a problem. */
export async function readForPage<Op extends Operation>(
  op: Op,
  verb: Verb<Op>,
  ctx: Ctx,
  given: { params?: Record<string, unknown>; query?: Record<string, unknown> } = {},
): Promise<WireOf<Op>> {
  const input = parsedInput(op, given);
  const answer = await verb({ ctx, input });
  return encoded(op, answer);
}

/** The answer, or null where there is no such thing: a page then shows that nothing is kept under its address. */
export async function readOrNotFound<Answer>(read: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

/** Safe: each part was parsed by the operation's own schema. */
function parsedInput<Op extends Operation>(
  op: Op,
  { params = {}, query = {} }: { params?: Record<string, unknown>; query?: Record<string, unknown> },
): InputOf<Op> {
  const place = op.params.safeParse(params);
  if (!place.success) throw notFound("This");
  return { ...op.query.parse(query), ...place.data } as InputOf<Op>;
}

/** Safe: the operation's own output schema made it. */
function encoded<Op extends Operation>(op: Op, answer: unknown): WireOf<Op> {
  return op.out.parse(answer) as WireOf<Op>;
}
