import { type RegistryRow, readMirror, readRegistries } from "@/server/agents/queries/registries";
import type { Queryable } from "@/server/platform/db/transaction";
import { impossible, notFound } from "@/server/platform/errors";
import { openSecret } from "@/server/platform/secrets";
import { joinRegistryUrl } from "./registry-url";

/** The owner under which a mirror's credentials are sealed. */
export function secretOwner(registryId: string): string {
  return `registry:${registryId}`;
}

/** Throws `notFound`, or `impossible` for the two ways in that are Muster's own. */
export async function lockMirror(db: Queryable, id: string): Promise<RegistryRow & { url: string }> {
  const mirror = await readMirror(db, id, true);
  if (mirror?.url) return { ...mirror, url: mirror.url };
  await mustExist(db, id);
  throw impossible("Only a mirror of another registry can be changed.");
}

export async function mustExist(db: Queryable, id: string): Promise<void> {
  const known = await readRegistries(db);
  if (!known.some((registry) => registry.id === id)) throw notFound(`The registry ${id}`);
}

/** Where a mirror is polled, with its credentials; for the call alone, never for an answer or a log. */
export async function pollUrl(db: Queryable, { id, url, secretRef }: RegistryRow): Promise<string> {
  if (url === null) throw new Error("a mirror without a URL");
  const userinfo = secretRef === null ? null : await openSecret(db, secretRef, secretOwner(id));
  return joinRegistryUrl({ url, userinfo });
}
