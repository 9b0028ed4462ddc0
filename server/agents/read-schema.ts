import type { z } from "zod";
import { fieldsOf, readAgentJson, storable } from "./agent-json";
import type { agentSchema } from "./contract/shapes";

export type AgentSchema = z.output<typeof agentSchema>;

const MOST_FIELDS = 200;
const MOST_NAME = 200;
const MOST_TEXT = 2_000;

/** What an agent says of its workflow, in the wire's own shape; null for a body that says nothing of the kind. */
export function readSchema(body: Buffer): AgentSchema | null {
  const schema = fieldsOf(readAgentJson(body));
  if (!("inputs" in schema) && !("workflow" in schema)) return null;
  return {
    workflow: textOf(schema.workflow, 256),
    inputs: inputsOf(schema.inputs),
    outputs: outputsOf(schema.outputs),
  };
}

function inputsOf(value: unknown): AgentSchema["inputs"] {
  const named = Object.entries(fieldsOf(value)).filter(([name]) => name !== "" && name.length <= MOST_NAME);
  return Object.fromEntries(named.slice(0, MOST_FIELDS).map(([name, given]) => [name, inputOf(fieldsOf(given))]));
}

function inputOf(given: Record<string, unknown>): AgentSchema["inputs"][string] {
  return {
    type: textOf(given.type, MOST_NAME) ?? "str",
    required: given.required === true,
    default: given.default ?? null,
    description: textOf(given.description, MOST_TEXT),
  };
}

function outputsOf(value: unknown): string[] {
  const names = Array.isArray(value) ? value : Object.keys(fieldsOf(value));
  return names.filter((name) => typeof name === "string").slice(0, MOST_FIELDS);
}

function textOf(value: unknown, most: number): string | null {
  return typeof value === "string" && value.trim() !== "" ? storable(value.slice(0, most)) : null;
}
