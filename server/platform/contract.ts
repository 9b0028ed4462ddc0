import { z } from "zod";

/** Who may call an operation, from the least. `public` needs no sign-in; `self` any signed-in person, for their own account. */
export type Access = "public" | "self" | "viewer" | "operator" | "admin";
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type Shape = z.ZodType<Record<string, unknown>>;

export interface Operation<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  O extends z.ZodType = z.ZodType,
> {
  /** operationId of the OpenAPI document. */
  id: string;
  method: Method;
  /** With `{name}` for parameters. */
  path: string;
  access: Access;
  summary: string;
  params: P;
  query: Q;
  body: B;
  out: O;
  status: number;
  /** Further statuses under which the same answer comes. */
  otherStatuses: readonly number[];
  /** The write must carry If-Match. */
  ifMatch: boolean;
  /** A wide name of the body's limit in bytes. */
  maxBody: number;
}

const nothing = z.strictObject({});
type Nothing = typeof nothing;

interface Definition<P extends Shape, Q extends Shape, B extends Shape, O extends z.ZodType> {
  id: string;
  method: Method;
  path: string;
  access: Access;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  out: O;
  status?: number;
  otherStatuses?: readonly number[];
  ifMatch?: boolean;
  maxBody?: number;
}

/** One operation of the API: the same entry validates, answers, types the browser and makes the OpenAPI document. */
export function operation<
  O extends z.ZodType,
  P extends Shape = Nothing,
  Q extends Shape = Nothing,
  B extends Shape = Nothing,
>(definition: Definition<P, Q, B, O>): Operation<P, Q, B, O> {
  return {
    status: 200,
    otherStatuses: [],
    ifMatch: false,
    maxBody: 256 * 1024,
    ...definition,
    params: definition.params ?? empty<P>(),
    query: definition.query ?? empty<Q>(),
    body: definition.body ?? empty<B>(),
  };
}

/** Safe: a part is left out only where its type parameter has the default `Nothing`. */
function empty<S extends Shape>(): S {
  return nothing as unknown as S;
}

/** An empty part says nothing; its own type would forbid every key of the others. */
type Part<S extends z.ZodType> = string extends keyof z.output<S> ? unknown : z.output<S>;
/** What a verb is given: params, query and body in one. */
export type InputOf<Op extends Operation> = Part<Op["params"]> & Part<Op["query"]> & Part<Op["body"]>;
/** What a verb answers, before it is encoded. */
export type AnswerOf<Op extends Operation> = z.input<Op["out"]>;
/** What arrives at the caller. */
export type WireOf<Op extends Operation> = z.output<Op["out"]>;

// ---- shapes that many contracts share

/** ISO 8601 with Z on the wire; a verb may answer a Date. */
export const instant = z
  .union([z.date(), z.string()])
  .transform((at) => new Date(at).toISOString())
  .meta({ type: "string", format: "date-time" });

export const instantIn = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 instant such as 2026-02-04T12:00:00Z" })
  .transform((text) => new Date(text));

/** Money: a decimal string without needless zeros. */
export const usd = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform((text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text))
  .meta({ type: "string", pattern: "^-?\\d+(\\.\\d+)?$", description: "US dollars as a decimal string" });

/** A count that the database gave as text. */
export const count = z
  .union([z.number(), z.string().regex(/^-?\d+$/)])
  .transform(Number)
  .meta({ type: "integer" });

export const id = z.uuid();
export const idParams = z.strictObject({ id });

const NUL = "\u0000";
/** One line a person typed: trimmed, without control characters, at most `max` characters. */
export function words(max: number, min = 1) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !text.includes(NUL) && text.isWellFormed(), "must be well-formed text without NUL");
}

/** A query value that may come once, several times, or with commas. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (typeof value === "string" ? value.split(",").filter((part) => part !== "") : value),
    z.array(item).max(100),
  );
}

/** A zone name that the platform knows. */
export const zone = z.string().max(64).refine(isZone, "must be an IANA time zone such as Europe/Berlin");

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // Fixed offsets pass the platform's check and are no zones.
    return /^[A-Za-z]/.test(name);
  } catch {
    // The platform says no by throwing.
    return false;
  }
}

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1024).optional(),
};

/** A list on the wire. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.number().int().nullable(),
    totalIs: z.enum(["exact", "atLeast"]),
  });
}

export const done = z.object({ ok: z.literal(true) });
