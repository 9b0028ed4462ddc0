import type { AgentDetail } from "./queries";

type Schema = NonNullable<AgentDetail["schema"]>;
type Input = Schema["inputs"][string];
type Json = Input["default"];

/** How an input is typed in. Everything that is not plain is written as JSON. */
export type RunFieldKind = "text" | "integer" | "number" | "boolean" | "json";

export type RunField = {
  name: string;
  kind: RunFieldKind;
  type: string;
  required: boolean;
  description: string | null;
  /** What the field shows at first. */
  initial: string;
};

const plain: Readonly<Record<string, RunFieldKind>> = {
  str: "text",
  string: "text",
  int: "integer",
  integer: "integer",
  float: "number",
  number: "number",
  bool: "boolean",
  boolean: "boolean",
};

export function fieldKind(type: string): RunFieldKind {
  return plain[type.trim().toLowerCase()] ?? "json";
}

/** A default as a person would type it. */
export function writtenDefault(value: Json): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The form of a schema: required inputs first, each group in the schema's order. */
export function runFields(schema: Schema): RunField[] {
  const fields = Object.entries(schema.inputs).map(([name, input]) => ({
    name,
    kind: fieldKind(input.type),
    type: input.type,
    required: input.required,
    description: input.description,
    initial: writtenDefault(input.default),
  }));
  return [...fields.filter(({ required }) => required), ...fields.filter(({ required }) => !required)];
}

export type RunInputs = { inputs: Record<string, Json>; faults: Record<string, string> };

type Read = { value: Json } | { fault: string } | { absent: true };

function readJson(text: string, type: string): Read {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: `must be ${type} as JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function readNumber(text: string, kind: "integer" | "number"): Read {
  const value = Number(text);
  if (!Number.isFinite(value)) return { fault: "must be a number" };
  if (kind === "integer" && !Number.isSafeInteger(value)) return { fault: "must be a whole number" };
  return { value };
}

function readField({ kind, required, type }: RunField, text: string): Read {
  if (text.trim() === "" && (kind !== "text" || text === "")) {
    return required ? { fault: "is required" } : { absent: true };
  }
  if (kind === "text") return { value: text };
  if (kind === "boolean") return { value: text === "true" };
  return kind === "json" ? readJson(text, type) : readNumber(text, kind);
}

/** Reads what was typed. An optional field left empty is not sent, so that the agent's own default holds. */
export function readRunInputs(fields: readonly RunField[], typed: Readonly<Record<string, string>>): RunInputs {
  const inputs: [string, Json][] = [];
  const faults: [string, string][] = [];
  for (const field of fields) {
    const read = readField(field, typed[field.name] ?? "");
    if ("value" in read) inputs.push([field.name, read.value]);
    if ("fault" in read) faults.push([field.name, read.fault]);
  }
  return { inputs: Object.fromEntries(inputs), faults: Object.fromEntries(faults) };
}
