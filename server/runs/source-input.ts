import { invalid } from "@/server/platform/errors";
import type { SourceDefinition } from "./sources/define-source";
import { SOURCES } from "./sources/register";
import { SourceFault } from "./sources/source-fault";

export interface AddressInput {
  url: string;
  user: string | null;
  password: string | null;
  /** Whether there are credentials to keep. */
  sealed: boolean;
}

/** The address without credentials, and these apart; given ones win over those in the URL. Throws `invalid`. */
export function addressFrom(
  kind: SourceDefinition["kind"],
  url: string,
  given: { user?: string | undefined; password?: string | undefined },
): AddressInput {
  const parsed = parseUrl(kind, url);
  const user = given.user ?? parsed.user;
  const password = given.password ?? parsed.password;
  return { url: parsed.url, user, password, sealed: user !== null || password !== null };
}

function parseUrl(kind: SourceDefinition["kind"], url: string) {
  try {
    return SOURCES[kind].parseUrl(url.trim());
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    throw invalid(error.message, [{ path: "url", message: error.message }]);
  }
}
