import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { startScratchPostgres } from "@/scripts/lib/scratch-postgres.mjs";
import type { Bench, BenchTools } from "./define-bench";
import { PARTS } from "./parts";
import { BENCHES } from "./register";

interface Line {
  id: string;
  ratio: number;
  better: "higher" | "lower";
  rival: string;
  detail: string;
}

const dist = dirname(process.argv[1] ?? "");
const root = dirname(dist);
const [first, part = "", settings = "null"] = process.argv.slice(2);
if (first === "part") await PARTS[part]?.(JSON.parse(settings));
else await runBenches();

async function runBenches(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string" }, json: { type: "string" } } });
  const chosen = choose(values.only);
  const postgres = await startScratchPostgres({ durable: true });
  const tools: BenchTools = {
    root,
    dist,
    say: (text) => console.error(text),
    async database(name) {
      const url = await postgres.create(name);
      await migrate(url, { directory: join(root, "prisma/migrations") });
      return url;
    },
  };
  try {
    const lines: Line[] = [];
    for (const bench of chosen) lines.push(await lineOf(bench, tools));
    print(lines);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(lines, null, 2)}\n`);
  } finally {
    await postgres.stop();
  }
}

function choose(only: string | undefined): Bench[] {
  if (only === undefined) return [...BENCHES];
  return only.split(",").map((id) => {
    const bench = BENCHES.find((one) => one.id === id.trim());
    if (!bench) throw new Error(`There is no bench ${id}; there are ${BENCHES.map((one) => one.id).join(", ")}.`);
    return bench;
  });
}

async function lineOf(bench: Bench, tools: BenchTools): Promise<Line> {
  tools.say(`${bench.id} …`);
  const { ratio, detail } = await bench.run(tools);
  const { id, better, rival } = bench;
  return { id, ratio: Math.round(ratio * 1_000) / 1_000, better, rival, detail };
}

function print(lines: readonly Line[]): void {
  for (const { id, ratio, better, rival, detail } of lines) {
    const promise = BENCHES.find((bench) => bench.id === id)?.promise ?? 0;
    const bound = better === "higher" ? "at least" : "at most";
    console.log(`${id.padEnd(16)} ${ratio.toFixed(2).padStart(8)}  ${bound} ${promise}  ÷ ${rival}`);
    console.log(`${" ".repeat(16)} ${detail}`);
  }
}
