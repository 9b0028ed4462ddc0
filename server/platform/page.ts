import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor, Ctx, Role } from "@/server/platform/context";
import { hasRole } from "@/server/platform/context";
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
