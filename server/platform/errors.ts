/** One fault of an input: `path` is the field's name with dots, empty for the whole. */
export interface FieldFault {
  path: string;
  message: string;
}

export type ErrorCode =
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "precondition_failed"
  | "too_large"
  | "impossible"
  | "precondition_required"
  | "too_many"
  | "unavailable"
  | "internal";

const STATUS: Record<ErrorCode, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  impossible: 422,
  precondition_required: 428,
  too_many: 429,
  unavailable: 503,
  internal: 500,
};

const TITLE: Record<ErrorCode, string> = {
  invalid: "Unusable input",
  unauthorized: "Not signed in",
  forbidden: "Not allowed",
  not_found: "Not found",
  conflict: "Conflict",
  precondition_failed: "Changed meanwhile",
  too_large: "Too large",
  impossible: "Not possible",
  precondition_required: "If-Match is missing",
  too_many: "Too many requests",
  unavailable: "A dependency is away",
  internal: "Internal error",
};

interface Extras {
  errors?: FieldFault[];
  headers?: Record<string, string>;
  /** Further members of the problem document, such as the current state with a 412. */
  extra?: Record<string, unknown>;
  cause?: unknown;
}

/** The only error whose words reach the caller; anything else is "internal" and goes to the log. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: FieldFault[];
  readonly headers: Record<string, string>;
  readonly extra: Record<string, unknown>;

  constructor(code: ErrorCode, detail: string, { errors = [], headers = {}, extra = {}, cause }: Extras = {}) {
    super(detail, cause === undefined ? undefined : { cause });
    this.name = "AppError";
    this.code = code;
    this.errors = errors;
    this.headers = headers;
    this.extra = extra;
  }

  get status(): number {
    return STATUS[this.code];
  }
}

export const invalid = (detail: string, errors: FieldFault[] = []) => new AppError("invalid", detail, { errors });
export const unauthorized = (detail = "Sign in or send a token.") =>
  new AppError("unauthorized", detail, { headers: { "www-authenticate": 'Bearer realm="Muster"' } });
export const forbidden = (detail: string) => new AppError("forbidden", detail);
export const notFound = (what: string) => new AppError("not_found", `${what} was not found.`);
export const conflict = (detail: string, extra: Record<string, unknown> = {}) =>
  new AppError("conflict", detail, { extra });
export const preconditionFailed = (detail: string, extra: Record<string, unknown>) =>
  new AppError("precondition_failed", detail, { extra });
export const preconditionRequired = () =>
  new AppError("precondition_required", "Send If-Match with the ETag you read, so that nobody's change is lost.");
export const tooLarge = (detail: string) => new AppError("too_large", detail);
export const impossible = (detail: string, errors: FieldFault[] = []) => new AppError("impossible", detail, { errors });
export const tooMany = (retryAfterSeconds: number) =>
  new AppError("too_many", "Too many requests; wait and try again.", {
    headers: { "retry-after": String(Math.max(1, Math.ceil(retryAfterSeconds))) },
  });
export const unavailable = (detail: string, cause?: unknown) =>
  new AppError("unavailable", detail, { cause, headers: { "retry-after": "5" } });

/** RFC 9457 problem details. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors: FieldFault[];
  requestId: string;
}

/** An unknown error gives away neither its message nor its stack. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known = error instanceof AppError ? error : asDependencyFault(error);
  if (!known) {
    const detail = `The server failed; its log has the cause under request ${requestId}.`;
    return { type: "about:blank", title: TITLE.internal, status: 500, detail, errors: [], requestId };
  }
  return {
    type: "about:blank",
    title: TITLE[known.code],
    status: known.status,
    detail: known.message,
    errors: known.errors,
    requestId,
    ...known.extra,
  };
}

const DATABASE_AWAY = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "57P01", "57P03", "53300", "08006", "08001"]);

function asDependencyFault(error: unknown): AppError | null {
  const code = codeOf(error);
  const text = error instanceof Error ? error.message : "";
  const away =
    (code !== undefined && DATABASE_AWAY.has(code)) ||
    text.includes("Connection terminated") ||
    text.includes("timeout exceeded when trying to connect");
  return away ? unavailable("The database is away.", error) : null;
}

/** The driver's own code (SQLSTATE or errno) of an error, looking through what wraps it. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? codeOf(error.cause) : undefined;
}
