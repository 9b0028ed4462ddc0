// Loaded before everything else, by whatever Node there is: plain syntax, no imports.

/** Whether a version of Node can run Muster. @param {string} version as in process.versions.node */
export function isNodeRecentEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

export function requireNode() {
  if (isNodeRecentEnough(process.versions.node)) return;
  console.error(`Muster needs Node 20.19 or newer, this is ${process.versions.node}: install one from nodejs.org.`);
  process.exit(1);
}
