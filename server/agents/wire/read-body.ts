import { WireError, type WireFault } from "./wire-error";

export interface Registration {
  id: string;
  name: string;
  host: string;
  port: number;
  ttlSeconds: number;
  metadata: string | null;
  workflow: string | null;
}

export interface OrchestratorRegistration {
  id: string;
  name: string;
  type: string;
  apiEndpoint: string;
  ttlSeconds: number;
}

type Given = Record<string, unknown>;

/** Parses as the agents' framework does: lenient with numbers in text, deaf to unknown keys. Throws a 422. */
export function parseJsonObject(body: Buffer): Given {
  if (body.length === 0)
    throw new WireError(422, [{ type: "missing", loc: ["body"], msg: "Field required", input: null }]);
  const value = parseJson(body);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  const msg = "Input should be a valid dictionary or object to extract fields from";
  throw new WireError(422, [{ type: "model_attributes_type", loc: ["body"], msg, input: brief(value) }]);
}

function parseJson(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    if (nesting(value, 0) <= MOST_NESTING) return value;
  } catch {
    // The parser's own words quote the body; the wire names the place alone.
  }
  const ctx = { error: "Expecting value" };
  throw new WireError(422, [{ type: "json_invalid", loc: ["body", 1], msg: "JSON decode error", input: {}, ctx }]);
}

/** Deeper than any registration; what reads a value next may be recursive. */
const MOST_NESTING = 64;

/** The depth of a value, counted no further than the limit. */
function nesting(value: unknown, depth: number): number {
  if (typeof value !== "object" || value === null || depth > MOST_NESTING) return depth;
  let deepest = depth;
  for (const item of Object.values(value)) deepest = Math.max(deepest, nesting(item, depth + 1));
  return deepest;
}

/** Reads fields one by one and remembers every fault, so that all are told at once. */
export class FieldReader {
  readonly #given: Given;
  readonly #faults: WireFault[] = [];

  constructor(given: Given) {
    this.#given = given;
  }

  text(key: string, { min = 0, max }: { min?: number; max: number }): string {
    const value = this.#required(key);
    return value === undefined ? "" : this.#text(key, value, min, max);
  }

  optionalText(key: string, max: number): string | null {
    const value = this.#given[key];
    return value === undefined || value === null ? null : this.#text(key, value, 0, max);
  }

  integer(key: string, { least, most, fallback }: { least: number; most: number; fallback?: number }): number {
    const value = this.#given[key] === undefined && fallback !== undefined ? fallback : this.#required(key);
    const number = value === undefined ? least : this.#integer(key, value);
    if (number < least)
      this.#fault("greater_than_equal", key, `Input should be greater than or equal to ${least}`, { ge: least });
    if (number > most)
      this.#fault("less_than_equal", key, `Input should be less than or equal to ${most}`, { le: most });
    return number;
  }

  /** Throws a 422 with every fault, and the id that was sent unless that is at fault itself. */
  finish(idKey: string, id: string): void {
    if (this.#faults.length === 0) return;
    const error = new WireError(422, this.#faults);
    if (!this.#faults.some(({ loc }) => loc[1] === idKey)) error.externalId = id;
    throw error;
  }

  #required(key: string): unknown {
    const value = Object.hasOwn(this.#given, key) ? this.#given[key] : undefined;
    if (value === undefined)
      this.#faults.push({ type: "missing", loc: ["body", key], msg: "Field required", input: brief(this.#given) });
    return value;
  }

  #text(key: string, value: unknown, min: number, max: number): string {
    if (typeof value !== "string") {
      this.#fault("string_type", key, "Input should be a valid string");
      return "";
    }
    const text = value.normalize("NFC");
    if (text.includes("\u0000") || !text.isWellFormed())
      this.#fault(
        "string_unicode",
        key,
        "Input should be a valid string, unable to parse raw data as a unicode string",
      );
    if (text.length < min)
      this.#fault("string_too_short", key, `String should have at least ${min} character`, { min_length: min });
    if (text.length > max)
      this.#fault("string_too_long", key, `String should have at most ${max} characters`, { max_length: max });
    return text;
  }

  #integer(key: string, value: unknown): number {
    if (typeof value === "number" && Number.isInteger(value)) return value;
    if (typeof value === "boolean") return Number(value);
    if (typeof value === "number")
      this.#fault("int_from_float", key, "Input should be a valid integer, got a number with a fractional part");
    else if (typeof value !== "string") this.#fault("int_type", key, "Input should be a valid integer");
    else if (/^\s*[+-]?\d{1,15}\s*$/.test(value)) return Number(value);
    else this.#fault("int_parsing", key, "Input should be a valid integer, unable to parse string as an integer");
    return 1;
  }

  #fault(type: string, key: string, msg: string, ctx?: Record<string, unknown>): void {
    this.#faults.push({ type, loc: ["body", key], msg, input: brief(this.#given[key]), ...(ctx ? { ctx } : {}) });
  }
}

const BRIEF = 200;

/** What was sent comes back in the answer, but not a megabyte of it. */
function brief(value: unknown): unknown {
  if (typeof value === "string")
    return value.length > BRIEF ? `${value.slice(0, BRIEF).toWellFormed()}…` : value.toWellFormed();
  const text = JSON.stringify(value) ?? "null";
  return text.length > BRIEF ? {} : value;
}
