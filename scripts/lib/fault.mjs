/** A fault that a person can cure: its message is all that is printed, one sentence that says what to do. */
export class Fault extends Error {
  /** @override */
  name = "Fault";
}

/** What a person reads of an error: a fault's sentence alone, anything else with its stack. @param {unknown} error */
export function wordsOf(error) {
  if (error instanceof Fault) return error.message;
  if (isErrno(error, "ENOSPC")) return "The disk is full: free some space (at least 3 GB) and start again.";
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** @param {unknown} error @param {string} code @returns {error is NodeJS.ErrnoException} */
export function isErrno(error, code) {
  return error instanceof Error && "code" in error && error.code === code;
}
