import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const TREE =
  /^(app|components|server|registry|worker|cli|prisma|tests|e2e|fleet|bench|deploy|scripts|docs|public)\/[\w@.()[\]/-]*$/;
const MADE_BY_BUILD = /\.generated\.|\/generated(\/|$)/;

/**
 * Paths that documents cite and that do not exist, a sentence each. A path is what stands in code marks and begins with
 * a folder of ours, or where a relative link leads; one with a placeholder (`<name>`, `*`, `…`) is a pattern.
 * @param {string} root @param {string[]} documents relative to root
 */
export function missingPaths(root, documents) {
  return documents.flatMap((document) => {
    const text = readFileSync(join(root, document), "utf8");
    return [...new Set([...citedPaths(text), ...linkedPaths(text, dirname(document))])]
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${document} cites ${path}, which does not exist`);
  });
}

/** @param {string} text */
function citedPaths(text) {
  const marked = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");
  return marked
    .map((cited) => cited.replace(/:\d+$/, ""))
    .filter((cited) => TREE.test(cited) && !MADE_BY_BUILD.test(cited));
}

/** @param {string} text @param {string} folder */
function linkedPaths(text, folder) {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? "").replace(/#.*$/, ""))
    .filter((link) => link !== "" && !/^[a-z]+:/i.test(link))
    .map((link) => (link.startsWith("/") ? link.slice(1) : normalize(join(folder, link))));
}
