/** A request's path as the wire means it. */
export interface WirePath {
  /** Decoded, as many as the raw path has. */
  segments: string[];
  /** All after the first segment: an id that may hold slashes, encoded or not. */
  rest: string;
  /** What id `rest` may mean, the likelier first: decoded, or as it came, for one that itself holds an escape. */
  ids: string[];
  /** The same of `rest` without a last `/heartbeat`; null where it has none. */
  beating: string[] | null;
  query: URLSearchParams;
}

const BEAT = "/heartbeat";

/** Reads the raw target, since a router would refuse or split ids with slashes. A slash at the end says nothing. */
export function wirePath(target: string): WirePath {
  // A client puts the id into the path as it is: one with a question mark moves the rest of the path behind it.
  const [rawPath = "", ...rest] = target.endsWith(BEAT) ? [target] : target.split("?");
  const raw = rawPath.replace(/^\/+/, "").replace(/\/+$/, "");
  const at = raw.indexOf("/");
  const first = at === -1 ? raw : raw.slice(0, at);
  const rawRest = at === -1 ? "" : raw.slice(at + 1);
  const beating = rawRest.endsWith(BEAT) ? rawRest.slice(0, -BEAT.length) : null;
  return {
    segments: rawRest === "" ? [decode(first)] : [decode(first), decode(rawRest)],
    rest: decode(rawRest),
    ids: spellings(rawRest),
    beating: beating === null ? null : spellings(beating),
    query: new URLSearchParams(rest.join("?")),
  };
}

function spellings(text: string): string[] {
  return [...new Set([decode(text), text.normalize("NFC")])];
}

/** The agents' server takes a broken escape as it stands. NFC, as ids are kept. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text).normalize("NFC");
  } catch {
    // A broken escape: the text itself is the id.
    return text.normalize("NFC");
  }
}
