import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

/**
 * Bundles entries for plain Node: our own code in, packages left outside, `server-only` (which throws outside Next)
 * turned into an empty module.
 * @param {Record<string, string>} entries name → absolute file @param {string} dir where `<name>.mjs` goes
 */
export async function bundle(entries, dir) {
  const { rolldown } = await import("rolldown");
  const built = await rolldown({
    input: entries,
    cwd: root,
    platform: "node",
    external: (id) => !/^[./\0]|^@\//.test(id) && id !== "server-only" && !Object.values(entries).includes(id),
    plugins: [keepScriptsOutside],
    resolve: { alias: { "@": root, "server-only": join(root, "scripts/lib/empty.mjs") } },
    logLevel: "warn",
  });
  await built.write({
    dir,
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].mjs",
    chunkFileNames: "chunks/[name]-[hash].mjs",
  });
  await built.close();
}

/** What starts servers for a bench or a seed knows the clone by its own place, so it is loaded from there. */
const keepScriptsOutside = {
  name: "keep-scripts-outside",
  /** @param {string} id */
  resolveId(id) {
    if (!id.startsWith("@/scripts/")) return null;
    return { id: pathToFileURL(join(root, id.slice(2))).href, external: true };
  },
};
