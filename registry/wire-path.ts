/** A request's path as the wire means it. */
export interface WirePath {
  /** Decoded, as many as the raw path has. */
  segments: string[];
  /** All after the first segment: an id that may hold slashes, encoded or not. */
  rest: string;
  /** `rest` without a last `/heartbeat`, or null where it has none. */
  restBeforeHeartbeat: string | null;
  query: URLSearchParams;
}

const BEAT = "/heartbeat";

/** Reads the raw target, since a router would refuse or split ids with slashes. A slash at the end says nothing. */
export function wirePath(target: string): WirePath {
  const [rawPath = "", ...rest] = target.split("?");
  const raw = rawPath.replace(/^\/+/, "").replace(/\/+$/, "");
  const at = raw.indexOf("/");
  const first = at === -1 ? raw : raw.slice(0, at);
  const rawRest = at === -1 ? "" : raw.slice(at + 1);
  const beating = rawRest.endsWith(BEAT) ? rawRest.slice(0, -BEAT.length) : null;
  return {
    segments: rawRest === "" ? [decode(first)] : [decode(first), decode(rawRest)],
    rest: decode(rawRest),
    restBeforeHeartbeat: beating === null ? null : decode(beating),
    query: new URLSearchParams(rest.join("?")),
  };
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
