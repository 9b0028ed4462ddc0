import { readFileSync } from "node:fs";
import { join } from "node:path";

export const MAX_LINES = 300;
const CODE = /\.(ts|tsx|mjs|js)$/;
const FORBIDDEN_FOLDERS = /(^|\/)(utils|helpers|misc|common)\//;

/**
 * What breaks the tree's budgets, a sentence each: files too long (blank lines and comments not counted), folders whose
 * name says nothing.
 * @param {string} root @param {string[]} files relative to root
 */
export function budgetFaults(root, files) {
  return files
    .filter((file) => CODE.test(file))
    .flatMap((file) => {
      const lines = codeLines(readFileSync(join(root, file), "utf8"));
      const long = lines > MAX_LINES ? [`${file} has ${lines} lines of code, at most ${MAX_LINES} are allowed`] : [];
      const vague = FORBIDDEN_FOLDERS.test(file) ? [`${file} lies in a folder whose name says nothing`] : [];
      return [...long, ...vague];
    });
}

/** Lines that are neither blank nor comment. @param {string} text */
export function codeLines(text) {
  const withoutBlocks = text.replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, "");
  return withoutBlocks.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//")).length;
}
