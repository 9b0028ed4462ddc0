import { isObject } from "./json";
import type { FieldType, InputField } from "./workflows";

/** One entry of FastAPI's `detail`. */
export interface InputFault {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, string>;
}

type Checked = { value: unknown } | { type: string; msg: string };

const NOT_AN_OBJECT = "Input should be a valid dictionary or object to extract fields from";

/** Reads a body as the generated server's model does: numbers as text pass, unknown keys are ignored. */
export function readInputs(
  fields: Record<string, InputField>,
  body: string,
): { inputs: Record<string, unknown> } | { faults: InputFault[] } {
  if (body.trim() === "") return { faults: [{ type: "missing", loc: ["body"], msg: "Field required", input: null }] };
  const given = parse(body);
  if ("fault" in given) return { faults: [given.fault] };
  if (!isObject(given.value)) {
    return { faults: [{ type: "model_attributes_type", loc: ["body"], msg: NOT_AN_OBJECT, input: given.value }] };
  }
  return readFields(fields, given.value);
}

function parse(body: string): { value: unknown } | { fault: InputFault } {
  try {
    return { value: JSON.parse(body) };
  } catch (error) {
    const ctx = { error: error instanceof Error ? error.message : String(error) };
    return { fault: { type: "json_invalid", loc: ["body", 1], msg: "JSON decode error", input: {}, ctx } };
  }
}

function readFields(fields: Record<string, InputField>, given: Record<string, unknown>) {
  const inputs: Record<string, unknown> = {};
  const faults: InputFault[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const loc = ["body", name];
    if (!(name in given)) {
      if (field.required) faults.push({ type: "missing", loc, msg: "Field required", input: given });
      else inputs[name] = field.default;
      continue;
    }
    const checked = CHECKS[field.type](given[name]);
    if ("value" in checked) inputs[name] = checked.value;
    else faults.push({ type: checked.type, loc, msg: checked.msg, input: given[name] });
  }
  return faults.length > 0 ? { faults } : { inputs };
}

const CHECKS: Record<FieldType, (value: unknown) => Checked> = {
  str: (value) =>
    typeof value === "string" ? { value } : { type: "string_type", msg: "Input should be a valid string" },
  int: (value) => number(value, "int", "integer"),
  float: (value) => number(value, "float", "number"),
  bool: readBoolean,
  "list[str]": (value) =>
    Array.isArray(value) && value.every((each) => typeof each === "string")
      ? { value }
      : { type: "list_type", msg: "Input should be a valid list" },
  dict: (value) => (isObject(value) ? { value } : { type: "dict_type", msg: "Input should be a valid dictionary" }),
};

function number(value: unknown, type: "int" | "float", word: string): Checked {
  const wrong = `Input should be a valid ${word}`;
  if (typeof value !== "number" && typeof value !== "string") return { type: `${type}_type`, msg: wrong };
  const read = typeof value === "string" ? Number(value.trim() || "NaN") : value;
  if (Number.isNaN(read)) {
    return {
      type: `${type}_parsing`,
      msg: `${wrong}, unable to parse string as ${type === "int" ? "an" : "a"} ${word}`,
    };
  }
  if (type === "int" && !Number.isInteger(read)) {
    return { type: "int_from_float", msg: `${wrong}, got a number with a fractional part` };
  }
  return { value: read };
}

const TRUE_WORDS = new Set(["1", "true", "t", "yes", "y", "on"]);
const FALSE_WORDS = new Set(["0", "false", "f", "no", "n", "off"]);

function readBoolean(value: unknown): Checked {
  const word = String(value).toLowerCase();
  if (value !== null && typeof value !== "object") {
    if (TRUE_WORDS.has(word)) return { value: true };
    if (FALSE_WORDS.has(word)) return { value: false };
  }
  return { type: "bool_parsing", msg: "Input should be a valid boolean, unable to interpret input" };
}
