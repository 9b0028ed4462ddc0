import pg from "pg";
import { type Bench, type BenchTools, defineBench, type Measured, median } from "@/bench/define-bench";
import { answering, runPart, start } from "@/bench/processes";
import { freePort } from "@/scripts/lib/ports.mjs";
import { type Fleet, makeFleet } from "./fleet";

const ROUNDS = 3;
const SECONDS = 6;
const WARM_UP_SECONDS = 2;

interface Server {
  url: string;
  headers: Record<string, string>;
}

interface Contest {
  ours: Server;
  theirs: Server;
  fleet: Fleet;
  db: pg.Client;
  connections: number;
  tools: BenchTools;
}

/**
 * Heartbeats accepted per second at so many connections, durable when answered. Both servers write to the same table of
 * the same Postgres, with as many database connections, and take turns.
 */
export function heartbeats({ connections, promise }: { connections: number; promise: number }): Bench {
  return defineBench({
    id: `heartbeats-${connections}`,
    better: "higher",
    rival: "a bare node:http server, one prepared UPDATE a request",
    promise,
    run: (tools) => measure(tools, connections),
  });
}

async function measure(tools: BenchTools, connections: number): Promise<Measured> {
  const databaseUrl = await tools.database(`heartbeats_${connections}`);
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const fleet = await makeFleet(db);
  const [ourPort, theirPort] = [await freePort(), await freePort()];
  const registry = start(tools.dist, "registry.mjs", [], settingsOf(databaseUrl, ourPort));
  const bare = JSON.stringify({ databaseUrl, port: theirPort });
  const rival = start(tools.dist, "bench.mjs", ["part", "heartbeats-rival", bare]);
  try {
    const ours = { url: `http://127.0.0.1:${ourPort}`, headers: { authorization: `Bearer ${fleet.token}` } };
    const theirs = { url: `http://127.0.0.1:${theirPort}`, headers: {} };
    await Promise.all([answering(`${ours.url}/health`, registry), answering(theirs.url, rival)]);
    return await compare({ ours, theirs, fleet, db, connections, tools });
  } finally {
    await Promise.all([registry.stop(), rival.stop()]);
    await db.end();
  }
}

function settingsOf(databaseUrl: string, port: number): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    DATABASE_DIRECT_URL: databaseUrl,
    HOST: "127.0.0.1",
    REGISTRY_PORT: String(port),
  };
}

async function compare(contest: Contest): Promise<Measured> {
  await load(contest, contest.ours, WARM_UP_SECONDS);
  await load(contest, contest.theirs, WARM_UP_SECONDS);
  const rounds: { ours: number; theirs: number }[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const ours = await load(contest, contest.ours, SECONDS);
    const theirs = await load(contest, contest.theirs, SECONDS);
    rounds.push({ ours, theirs });
    contest.tools.say(`  round ${round}: ${perSecond(ours)} against ${perSecond(theirs)}`);
  }
  const words = rounds.map(({ ours, theirs }) => `${perSecond(ours)} : ${perSecond(theirs)}`).join(", ");
  return { ratio: median(rounds.map(({ ours, theirs }) => ours / theirs)), detail: `accepted/s by round: ${words}` };
}

/** Accepted per second. Throws where an answer was not 200, or where fewer beats are in the database than were accepted. */
async function load({ fleet, db, connections, tools }: Contest, server: Server, seconds: number): Promise<number> {
  const before = await writtenBeats(db);
  const settings = { ...server, ids: fleet.ids, connections, seconds };
  const result = await runPart(tools.dist, "heartbeats-load", settings);
  const { accepted, failed, tookMs } = asCounts(result);
  if (failed > 0) throw new Error(`${failed} heartbeats to ${server.url} were not accepted`);
  const written = (await writtenBeats(db)) - before;
  if (written < accepted) throw new Error(`${accepted} heartbeats were accepted and ${written} written`);
  return (accepted * 1_000) / tookMs;
}

function asCounts(result: unknown): { accepted: number; failed: number; tookMs: number } {
  if (typeof result !== "object" || result === null) throw new Error("the load generator answered no counts");
  const { accepted, failed, tookMs } = Object.fromEntries(Object.entries(result));
  return { accepted: Number(accepted), failed: Number(failed), tookMs: Number(tookMs) };
}

async function writtenBeats(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ n: string }>(`SELECT sum(seq) AS n FROM agent_beat`);
  return Number(rows[0]?.n ?? 0);
}

function perSecond(value: number): string {
  return Math.round(value).toLocaleString("en");
}
