/** Licences that ask for no more than their own text. */
const PERMISSIVE = new Set([
  ...["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Zlib"],
  ...["Unlicense", "BlueOak-1.0.0", "Python-2.0"],
]);

/** Packages under another licence, or none in their manifest, and why each may be here. */
const EXCEPTIONS = [
  { name: /^lightningcss(-|$)/, licence: "MPL-2.0", why: "builds the style sheet, unchanged; its code is not shipped" },
  { name: /^(axe-core|@axe-core\/playwright)$/, licence: "MPL-2.0", why: "runs in tests alone, unchanged" },
  {
    name: /^@img\/sharp-/,
    licence: /LGPL-3\.0-or-later/,
    why: "optional part of Next, off here: images are not resized",
  },
  { name: /^caniuse-lite$/, licence: "CC-BY-4.0", why: "data, with its attribution in the package" },
  { name: /^geist$/, licence: "SIL OPEN FONT LICENSE", why: "a font, shipped unchanged under its own name" },
  { name: /^seq-queue$/, licence: "", why: "MIT by its LICENSE file" },
  { name: /^elkjs$/, licence: "EPL-2.0", why: "comes with Prisma's studio, which is neither run nor shipped" },
];

/** @typedef {{ license?: string, optional?: boolean, optionalDependencies?: Record<string, string> }} LockEntry */

/**
 * The packages of a lock file whose licence is neither permissive nor a named exception, a sentence each.
 * @param {{ packages: Record<string, LockEntry> }} lock
 */
export function licenceFaults({ packages }) {
  return Object.entries(packages)
    .filter(([path]) => path !== "")
    .flatMap(([path, entry]) => {
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      const licence = entry.license ?? licenceOfParent(packages, name) ?? "";
      if (isPermissive(licence) || isException(name, licence)) return [];
      return [
        `${name} is under ${licence || "no stated licence"}: replace it, or name it with its reason in licences.mjs`,
      ];
    });
}

/** The build of a package for another platform carries no licence in the lock: it is its parent's. @param {Record<string, LockEntry>} packages @param {string} name */
function licenceOfParent(packages, name) {
  return Object.values(packages).find((entry) => entry.optionalDependencies?.[name] !== undefined)?.license;
}

/** Any branch of an OR will do, all of an AND are needed. @param {string} expression an SPDX expression */
export function isPermissive(expression) {
  const branches = expression.replace(/[()]/g, "").split(/ or /i);
  return branches.some((branch) => branch.split(/ and /i).every((id) => PERMISSIVE.has(id.trim())));
}

/** @param {string} name @param {string} licence */
function isException(name, licence) {
  return EXCEPTIONS.some((known) => {
    const fits = typeof known.licence === "string" ? known.licence === licence : known.licence.test(licence);
    return fits && known.name.test(name);
  });
}
