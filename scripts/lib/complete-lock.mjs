const SYSTEMS = [
  ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "aix", "win32"],
  ["arm64", "arm", "x64", "ia32", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"],
];

/** @typedef {{ version?: string, dev?: boolean, optionalDependencies?: Record<string, string> }} LockEntry */
/** @typedef {{ packages: Record<string, LockEntry & Record<string, unknown>> }} Lock */

/**
 * Enters the optional packages of other platforms that a lock file lacks.
 * @param {Lock} lock @returns {{ lock: Lock, added: string[] }}
 */
export function completeLock(lock) {
  /** @type {Lock["packages"]} */
  const missing = {};
  for (const [at, entry] of Object.entries(lock.packages))
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {}))
      if (isMissing(lock, at, name, version)) missing[`node_modules/${name}`] = platformEntry(name, version, entry);
  const all = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, "en"));
  const added = Object.entries(missing).map(([at, { version }]) => `${at.replace("node_modules/", "")}@${version}`);
  return { lock: { ...lock, packages: Object.fromEntries(all) }, added };
}

/** @param {Lock} lock @param {string} at @param {string} name @param {string} version */
function isMissing(lock, at, name, version) {
  const exact = /^\d/.test(version);
  return exact && !lock.packages[`node_modules/${name}`] && !lock.packages[`${at}/node_modules/${name}`];
}

/** @param {string} name @param {string} version @param {LockEntry} parent */
function platformEntry(name, version, parent) {
  const words = name.replace("windows", "win32").split(/[-/_.]/);
  const [os, cpu] = SYSTEMS.map((known) => known.filter((word) => words.includes(word)));
  if (!os?.length && !cpu?.length) throw new Error(`${name}: its platform cannot be read from its name`);
  return {
    version,
    ...(cpu?.length && { cpu }),
    ...(parent.dev && { dev: true }),
    optional: true,
    ...(os?.length && { os }),
    ...(words.includes("musl") && { libc: ["musl"] }),
  };
}
