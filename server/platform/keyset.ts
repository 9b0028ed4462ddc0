import { decodeCursor, encodeCursor } from "@/server/platform/cursor";
import { invalid } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";

/** The cursor of a list that is sorted by its id, or null for its start. */
export function idAfter(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [id] = decodeCursor(cursor, 1);
  if (typeof id === "string" && isId(id)) return id;
  throw invalid("The cursor is not one of this list.", [{ path: "cursor", message: "is not a cursor of this list" }]);
}

/** Cuts `limit + 1` rows to a page; the one too many says that there is more. */
export function cutPage<T extends { id: string }>(rows: T[], limit: number): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null };
}
