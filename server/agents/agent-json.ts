const DEEPEST = 32;

/** JSON that a machine sent, or undefined for what is none. Deep nesting is cut, and its text can be stored and shown. */
export function readAgentJson(body: Buffer): unknown {
  try {
    return inert(JSON.parse(body.toString("utf8")), 0);
  } catch {
    // The caller says in its own words that this is no JSON: the parser's would quote it.
    return undefined;
  }
}

function inert(value: unknown, depth: number): unknown {
  if (typeof value === "string") return storable(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.map((item) => inert(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), inert(item, depth + 1)]));
}

/** Postgres takes neither NUL nor half a surrogate pair. */
export function storable(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

/** The value's own keys, or none where it is no object. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
