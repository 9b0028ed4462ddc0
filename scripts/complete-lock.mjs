// This registry does not serve other platforms' optional packages; npm then leaves them out of the lock file and `npm ci` refuses it.
import { readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")),
  p = lock.packages,
  added = [];
const OS = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "aix", "win32"],
  CPU = ["arm64", "arm", "x64", "ia32", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"];
for (const [at, e] of Object.entries({ ...p }))
  for (const [name, version] of Object.entries(e.optionalDependencies ?? {})) {
    if (!/^\d/.test(version) || p[`node_modules/${name}`] || p[`${at}/node_modules/${name}`]) continue;
    const s = name.replace("windows", "win32").split(/[-/_.]/),
      os = OS.filter((o) => s.includes(o)),
      cpu = CPU.filter((c) => s.includes(c));
    if (!os.length && !cpu.length) {
      console.log("not understood", name);
      continue;
    }
    p[`node_modules/${name}`] = {
      version,
      ...(cpu.length && { cpu }),
      ...(e.dev && { dev: true }),
      optional: true,
      ...(os.length && { os }),
      ...(s.includes("musl") && { libc: ["musl"] }),
    };
    added.push(`${name}@${version}`);
  }
lock.packages = Object.fromEntries(Object.entries(p).sort(([a], [b]) => a.localeCompare(b, "en")));
writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n");
console.log("added", added.length, added.join(" "));
