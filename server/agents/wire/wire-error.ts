/** One fault in the shape of the agents' own framework. */
export interface WireFault {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, unknown>;
}

/** What an agent is told: a status and `{detail}`. */
export class WireError extends Error {
  readonly status: number;
  readonly detail: string | WireFault[];
  readonly headers: Record<string, string>;
  /** The id in an unusable registration, where it could be read. */
  externalId: string | null = null;

  constructor(status: number, detail: string | WireFault[], headers: Record<string, string> = {}) {
    super(typeof detail === "string" ? detail : "unusable input");
    this.name = "WireError";
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }
}

export const wireNotFound = (detail: string) => new WireError(404, detail);
export const wireUnauthorized = (detail: string) =>
  new WireError(401, detail, { "www-authenticate": 'Basic realm="Muster registry"' });
export const wireForbidden = (detail: string) => new WireError(403, detail);
