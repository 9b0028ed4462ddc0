import type { FieldFault } from "@/server/platform/errors";
import { fieldsOf } from "./agent-json";

const MOST_WORDS = 4_000;
const MOST_FAULTS = 50;

/** Faults in the shape of the agents' framework, as faults of our own `inputs`. */
export function inputFaults(detail: unknown): FieldFault[] {
  if (!Array.isArray(detail)) return [{ path: "inputs", message: wordsOf(detail) ?? "cannot be used" }];
  return detail.slice(0, MOST_FAULTS).map((given) => {
    const { loc, msg } = fieldsOf(given);
    const place = Array.isArray(loc) ? loc.filter((part) => part !== "body").map(String) : [];
    return { path: ["inputs", ...place].join("."), message: wordsOf(msg) ?? "cannot be used" };
  });
}

/** A text of the agent, cut; null for none. */
export function wordsOf(value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, MOST_WORDS);
}

export function millisecondsOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}
