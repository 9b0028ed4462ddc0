import { gzipSync } from "node:zlib";
import { type BenchTools, defineBench, type Measured } from "@/bench/define-bench";
import { startWeb, type Web } from "@/bench/web-process";
import { pages, settingsPages } from "@/components/shell/nav";

const LIMIT_KB = 200;

/** Scripts that a page's first load asks for, compressed; the heaviest page counts. */
export const firstLoad = defineBench({
  id: "first-load-js",
  better: "lower",
  rival: `${LIMIT_KB} kB, gzip`,
  promise: 1,
  run: measure,
});

async function measure(tools: BenchTools): Promise<Measured> {
  const web = await startWeb(tools, "first_load");
  try {
    // Something must be connected, or the Overview leads to Connect.
    await web.db.query(
      `INSERT INTO source (id, kind, name, url, environment_id) SELECT gen_random_uuid(), 'mlflow', 'none', 'http://127.0.0.1:9', id FROM environment`,
    );
    const sizes = [];
    for (const { path } of [...pages, ...settingsPages].filter(({ path }) => path !== "/settings"))
      sizes.push({ path, kb: (await scriptBytes(web, path)) / 1000 });
    sizes.sort((a, b) => b.kb - a.kb);
    const [heaviest] = sizes;
    if (!heaviest) throw new Error("there is no page to weigh");
    return {
      ratio: heaviest.kb / LIMIT_KB,
      detail: sizes.map(({ path, kb }) => `${path} ${kb.toFixed(1)} kB`).join(", "),
    };
  } finally {
    await web.stop();
  }
}

/** What a browser of today loads: scripts marked `nomodule` are for those that know no modules. */
async function scriptBytes(web: Web, path: string): Promise<number> {
  const page = await fetch(`${web.url}${path}`, { headers: web.headers, redirect: "manual" });
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
  const html = await page.text();
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/nomodule/i.test(tag));
  const sources = new Set(tags.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []));
  let bytes = 0;
  for (const source of sources) {
    const script = await fetch(new URL(source, web.url));
    bytes += gzipSync(Buffer.from(await script.arrayBuffer())).byteLength;
  }
  return bytes;
}
