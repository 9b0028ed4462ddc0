import { invalid } from "@/server/platform/errors";

/** Keyset cursors: the sort values of the last row, opaque to the caller. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/** Throws `invalid` for a cursor that is not ours or has another number of values. */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(values) && values.length === length && values.every(isCursorValue)) return values;
  } catch {
    // Not JSON: answered like any cursor that is not ours.
  }
  throw invalid("The cursor is not one of this list.", [{ path: "cursor", message: "is not a cursor of this list" }]);
}

function isCursorValue(value: unknown): value is string | number | null {
  return value === null || typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
}
