import type pg from "pg";
import type { TableShape, Zones } from "./shape";

const WIDE = 16 * 1024;
const ROWS_A_PAGE = 1000;

/** A row of the runs' table as it is read. Instants are true ones: the column's zone has been applied. */
export interface WorkflowRow {
  id: string;
  version: string;
  /** `started_at` as the source spells it, for the keyset. */
  at: string;
  workflow_name: string;
  status: string;
  inputs: string | null;
  outputs: string | null;
  error_message: string | null;
  started_at: Date;
  completed_at: Date | null;
  duration_seconds: number | null;
  total_tokens: number | null;
  total_cost_usd: number | null;
}

/** One node that ended. */
export interface StateRow {
  run: string;
  node_id: string;
  state_data: string | null;
}

export interface Tables {
  client: pg.Client;
  shape: TableShape;
  zones: Zones;
}

/** The instant that a column means, read in the source so that no driver's zone can enter. */
export function instantColumn({ shape, zones }: Tables, column: "started_at" | "completed_at"): string {
  if (shape.zoned.has(column)) return `t.${column}`;
  const zone = column === "started_at" ? zones.startedAtZone : zones.completedAtZone;
  return `t.${column} AT TIME ZONE '${zone.replaceAll("'", "''")}'`;
}

function columnsOf(tables: Tables): string {
  const has = (column: string) => tables.shape.columns.has(column);
  const wide = (column: string) => (has(column) ? `left(t.${column}::text, ${WIDE})` : "NULL::text");
  const number = (column: string) => (has(column) ? `t.${column}::float8` : "NULL::float8");
  return `t.id::text AS id, t.xmin::text AS version, t.started_at::text AS at, t.workflow_name::text, t.status::text,
    ${wide("inputs")} AS inputs, ${wide("outputs")} AS outputs, ${wide("error_message")} AS error_message,
    ${instantColumn(tables, "started_at")} AS started_at,
    ${has("completed_at") ? instantColumn(tables, "completed_at") : "NULL::timestamptz"} AS completed_at,
    ${number("duration_seconds")} AS duration_seconds, ${number("total_tokens")} AS total_tokens,
    ${number("total_cost_usd")} AS total_cost_usd`;
}

export interface Keyset {
  at: string;
  id: string;
}

/** The next page in the order of (started_at, id) after a position; `-infinity` begins at the beginning. */
export async function rowsAfter(tables: Tables, after: Keyset): Promise<WorkflowRow[]> {
  const type = tables.shape.zoned.has("started_at") ? "timestamptz" : "timestamp";
  const { rows } = await tables.client.query<WorkflowRow>(
    `SELECT ${columnsOf(tables)} FROM ${tables.shape.runs} t
     WHERE (t.started_at, t.id::text) > ($1::${type}, $2) ORDER BY t.started_at, t.id::text LIMIT ${ROWS_A_PAGE}`,
    [after.at, after.id],
  );
  return rows;
}

export async function rowsByIds(tables: Tables, ids: readonly string[]): Promise<WorkflowRow[]> {
  const { rows } = await tables.client.query<WorkflowRow>(
    `SELECT ${columnsOf(tables)} FROM ${tables.shape.runs} t WHERE t.id = ANY($1)`,
    [ids],
  );
  return rows;
}

/** All rows of an hour of starts. */
export async function rowsOfHour(tables: Tables, hour: Date): Promise<WorkflowRow[]> {
  const at = instantColumn(tables, "started_at");
  const { rows } = await tables.client.query<WorkflowRow>(
    `SELECT ${columnsOf(tables)} FROM ${tables.shape.runs} t
     WHERE ${at} >= $1::timestamptz AND ${at} < $1::timestamptz + interval '1 hour'`,
    [hour.toISOString()],
  );
  return rows;
}

export interface HourPrint {
  hour: Date;
  /** Count and sum of the rows' versions: equal only where nothing was added, edited or deleted. */
  print: string;
}

export async function hourPrints(tables: Tables, from: Date | null): Promise<HourPrint[]> {
  const at = instantColumn(tables, "started_at");
  const { rows } = await tables.client.query<HourPrint>(
    `SELECT date_trunc('hour', ${at}) AS hour,
       count(*) || ' ' || sum(hashtextextended(t.id::text || ':' || t.xmin::text, 0)::numeric) AS print
     FROM ${tables.shape.runs} t WHERE ${at} >= coalesce($1::timestamptz, '-infinity') GROUP BY 1`,
    [from?.toISOString() ?? null],
  );
  return rows;
}

const MOST_STATE = 64 * 1024;

export async function statesOf(tables: Tables, ids: readonly string[]): Promise<Map<string, StateRow[]>> {
  const byRun = new Map<string, StateRow[]>();
  const key = tables.shape.statesKey;
  if (key === null || ids.length === 0) return byRun;
  const { rows } = await tables.client.query<StateRow>(
    `SELECT ${key}::text AS run, node_id::text, CASE WHEN length(state_data) <= ${MOST_STATE} THEN state_data END AS state_data
     FROM execution_states WHERE ${key} = ANY($1) ORDER BY id`,
    [ids],
  );
  for (const row of rows) byRun.set(row.run, [...(byRun.get(row.run) ?? []), row]);
  return byRun;
}
