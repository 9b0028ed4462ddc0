import { invalid } from "@/server/platform/errors";

/** A registry's address apart from the user and password that may be written into it. */
export type RegistryUrl = { url: string; userinfo: string | null };

/** Throws `invalid` for what is no plain http URL. */
export function splitRegistryUrl(text: string): RegistryUrl {
  const refuse = (message: string) => invalid("The URL cannot be used.", [{ path: "url", message }]);
  const parsed = URL.canParse(text) ? new URL(text) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw refuse("must be a URL such as http://registry:9000");
  if (parsed.search || parsed.hash) throw refuse("may not carry a query or a fragment");
  const userinfo = parsed.username || parsed.password ? `${parsed.username}:${parsed.password}` : null;
  return { url: `${parsed.origin}${parsed.pathname.replace(/\/+$/, "")}`, userinfo };
}

export function joinRegistryUrl({ url, userinfo }: RegistryUrl): string {
  return userinfo === null ? url : url.replace("://", `://${userinfo}@`);
}

/** Stored credentials are for the server they were given for, and go to no other. */
export function isSameServer(a: string, b: string): boolean {
  return new URL(a).origin === new URL(b).origin;
}
