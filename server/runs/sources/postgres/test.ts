import type pg from "pg";
import { HttpFault } from "@/server/platform/http";
import type { SourceAddress, TestStep } from "@/server/runs/sources/define-source";
import { SourceFault } from "@/server/runs/sources/source-fault";
import { runSteps } from "@/server/runs/sources/test-steps";
import { inSnapshot, inWords, withConnection } from "./connect";
import { instantColumn, type Tables } from "./rows";
import { lookAtTables, type TableShape, zonesOf } from "./shape";

const NAMES = ["connect", "find the runtime's tables", "read rows", "compare the clocks"];

/** Tries a workflow database the way a sync uses it. */
export async function testPostgres(address: SourceAddress, signal: AbortSignal): Promise<TestStep[]> {
  const [connect = "", ...later] = NAMES;
  try {
    return await withConnection(address, signal, (client) => inSnapshot(client, () => testTables(client, address)));
  } catch (error) {
    const detail = wordsOf(error);
    if (detail === null) throw error;
    const untried = later.map((name) => ({ name, state: "not tried" as const, detail: "" }));
    return [{ name: connect, state: "failed", detail }, ...untried];
  }
}

async function testTables(client: pg.Client, address: SourceAddress): Promise<TestStep[]> {
  const [connect = "", find = "", read = "", clocks = ""] = NAMES;
  let shape: TableShape | undefined;
  const tables = (): Tables => {
    if (!shape) throw new SourceFault("shape", "The tables were not found.");
    return { client, shape, zones: zonesOf(address.options) };
  };
  return runSteps(
    [
      { name: connect, run: () => serverVersion(client) },
      {
        name: find,
        run: async () => {
          shape = await lookAtTables(client);
          const states = shape.statesKey === null ? "; execution_states is not there, so nodes stay unknown" : "";
          return { state: shape.statesKey === null ? "odd" : "ok", detail: `${shape.runs} is there${states}.` };
        },
      },
      { name: read, run: () => readRecent(tables()) },
      { name: clocks, run: () => compareClocks(tables()) },
    ],
    wordsOf,
  );
}

async function serverVersion(client: pg.Client) {
  const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version') AS version");
  return { state: "ok" as const, detail: `Postgres ${rows[0]?.version ?? ""} answers.` };
}

async function readRecent(tables: Tables) {
  const has = (column: string) => tables.shape.columns.has(column);
  const { rows } = await tables.client.query<{ runs: number; priced: number }>(
    `SELECT count(*)::int AS runs, count(*) FILTER (WHERE cost > 0)::int AS priced FROM (
       SELECT ${has("total_cost_usd") ? "t.total_cost_usd" : "NULL::float8"} AS cost FROM ${tables.shape.runs} t
       ORDER BY t.started_at DESC LIMIT 1000) recent`,
  );
  const { runs = 0, priced = 0 } = rows[0] ?? {};
  if (runs === 0) return { state: "odd" as const, detail: "The table is empty: no agent has written a run yet." };
  if (priced === 0)
    return {
      state: "odd" as const,
      detail: `None of the newest ${runs} rows knows a cost (zero or nothing everywhere), so costs will show as unknown here.`,
    };
  return { state: "ok" as const, detail: `${priced} of the newest ${runs} rows know their cost.` };
}

const QUARTER_S = 900;

/** `completed_at - started_at` must be `duration_seconds`; where it is off by whole quarters of an hour, a zone is wrong. */
async function compareClocks(tables: Tables) {
  if (!tables.shape.columns.has("duration_seconds") || !tables.shape.columns.has("completed_at"))
    return { state: "ok" as const, detail: "There is nothing to compare." };
  const { rows } = await tables.client.query<{ off: number | null; n: number; zone: string; server: number }>(
    `SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY off) AS off, count(*)::int AS n,
       max(setting.zone) AS zone, max(extract(epoch FROM now() AT TIME ZONE setting.zone - now() AT TIME ZONE 'UTC'))::float8 AS server
     FROM (
       SELECT round(extract(epoch FROM ${instantColumn(tables, "completed_at")} - (${instantColumn(tables, "started_at")}))::numeric
         - t.duration_seconds::numeric)::float8 AS off
       FROM ${tables.shape.runs} t
       WHERE t.completed_at IS NOT NULL AND t.duration_seconds >= 0 AND t.duration_seconds < 86400
       ORDER BY t.started_at DESC LIMIT 500) recent
     CROSS JOIN (SELECT reset_val AS zone FROM pg_settings WHERE name = 'TimeZone') setting`,
  );
  const { off = null, n = 0, zone = "", server = 0 } = rows[0] ?? {};
  if (off === null || n === 0) return { state: "ok" as const, detail: "No ended row to compare yet." };
  const quarters = Math.round(off / QUARTER_S);
  if (quarters === 0) return { state: "ok" as const, detail: `Start, end and duration agree in ${n} rows.` };
  return wrongZone(-quarters * QUARTER_S, server, zone);
}

/** `ahead`: seconds by which the column runs before the other. */
function wrongZone(ahead: number, serverOffset: number, serverZone: string) {
  const hours = `${Math.abs(ahead) / 3600} h`;
  const column = ahead > 0 ? "started_at" : "completed_at";
  const detail = `${column} runs ${hours} ahead of what the durations say: it is not in the zone it is read in.`;
  if (Math.round(serverOffset) !== Math.abs(ahead)) return { state: "odd" as const, detail };
  const option = ahead > 0 ? "startedAtZone" : "completedAtZone";
  return {
    state: "odd" as const,
    detail: `${detail} The server's zone, ${serverZone}, would fit.`,
    proposal: { [option]: serverZone },
  };
}

function wordsOf(cause: unknown): string | null {
  const error = inWords(cause);
  return error instanceof HttpFault || error instanceof SourceFault ? error.message : null;
}
