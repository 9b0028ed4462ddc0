/** A wide field is kept to this many characters. */
export const WIDE_TEXT = 16 * 1024;

/** Text of others, fit for Postgres and JSON: no NUL, no lone surrogate, not longer than `max`. Null stays null. */
export function cleanText(text: string | null | undefined, max: number): string | null {
  if (text === null || text === undefined) return null;
  return text.slice(0, max).replaceAll("\u0000", "\uFFFD").toWellFormed();
}

/** Workflow, model and provider names are keys: never null, never empty. */
export function cleanName(text: string | null | undefined, max = 256): string {
  const name = (cleanText(text, max) ?? "").normalize("NFC").trim();
  return name === "" ? "(unnamed)" : name.slice(0, max).toWellFormed();
}
