import { type BenchTools, defineBench, type Measured, median } from "@/bench/define-bench";
import { startWeb, type Web } from "@/bench/web-process";
import { overviewRanges } from "@/components/overview/ranges";
import { seedLarge } from "@/prisma/seed/large";

const ROUNDS = 3;
const ROUND_MS = 5_000;
const WARM_UP = 50;
/** Fewer than a person may ask in a minute: past that the limit would be measured. */
const MOST_ANSWERS = 1_000;
const ALONE = 20;

/** Server time of what the Overview reads, against the least that a route of the same process can do with the database. */
export const overview = defineBench({
  id: "overview",
  better: "lower",
  rival: "GET /health/ready, a bare SELECT 1 of the same web process",
  promise: 5,
  run: measure,
});

async function measure(tools: BenchTools): Promise<Measured> {
  const web = await startWeb(tools, "overview");
  try {
    await seedLarge(web.db);
    for (let at = 0; at < WARM_UP; at += 1)
      await Promise.all([timeOf(web, overviewPath(0)), timeOf(web, "/health/ready")]);
    const aloneMs = await aloneTime(web);
    const ratios: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const ours = await meanOf(web, overviewPath(round));
      const theirs = await meanOf(web, "/health/ready");
      ratios.push(ours / theirs);
      tools.say(`  round ${round}: ${ours.toFixed(2)} ms against ${theirs.toFixed(2)} ms`);
    }
    const detail = `mean time of answers asked for one after another; an answer is made once a second and shared: one made for its asker alone takes ${aloneMs.toFixed(0)} ms`;
    return { ratio: median(ratios), detail };
  } finally {
    await web.stop();
  }
}

/** What an answer costs that nobody shares: the mean of questions that differ. */
async function aloneTime(web: Web): Promise<number> {
  let sum = 0;
  for (let at = 0; at < ALONE; at += 1) sum += await timeOf(web, overviewPath(ROUNDS + 1 + at));
  return sum / ALONE;
}

/** A question of its own for each round, so that none is answered by the round before. */
function overviewPath(round: number): string {
  const { today, yesterday, day } = overviewRanges(Date.now() - round * 60_000, "Europe/Berlin");
  const query = {
    tz: "Europe/Berlin",
    todayFrom: today.from,
    yesterdayFrom: yesterday.from,
    yesterdayTo: yesterday.to,
    dayFrom: day.from,
    to: day.to,
  };
  return `/api/overview?${new URLSearchParams(query)}`;
}

async function meanOf(web: Web, path: string): Promise<number> {
  await web.db.query("DELETE FROM rate_limit");
  const began = performance.now();
  let answers = 0;
  while (answers < MOST_ANSWERS && performance.now() - began < ROUND_MS) {
    await timeOf(web, path);
    answers += 1;
  }
  return (performance.now() - began) / answers;
}

/** Milliseconds until the whole answer is there. */
async function timeOf(web: Web, path: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${web.url}${path}`, { headers: web.headers });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return performance.now() - began;
}
