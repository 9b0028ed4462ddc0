import type pg from "pg";
import { z } from "zod";
import { SourceFault } from "@/server/runs/sources/source-fault";

/** Which of the runtime's two generations of tables is there, and which of their columns. */
export interface TableShape {
  runs: "workflow_runs" | "executions";
  columns: ReadonlySet<string>;
  /** Columns that carry their zone. */
  zoned: ReadonlySet<string>;
  /** The states' column that names the run; null without such a table. */
  statesKey: "run_id" | "execution_id" | null;
}

const NEEDED = ["id", "workflow_name", "status", "started_at"];

const zone = z.string().regex(/^[A-Za-z][\w+\-/]{0,63}$/);
const options = z.object({ startedAtZone: zone.default("UTC"), completedAtZone: zone.default("UTC") });
export type Zones = z.infer<typeof options>;

/** The zone of each naive column; one row of the runtime can hold two clocks. */
export const zonesOf = (raw: Record<string, unknown>): Zones => options.parse(raw);

export async function lookAtTables(client: pg.Client): Promise<TableShape> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `SELECT table_name AS "table", column_name AS "column", data_type AS type FROM information_schema.columns
     WHERE table_schema = ANY(current_schemas(false)) AND table_name IN ('workflow_runs', 'executions', 'execution_states')`,
  );
  const columnsOf = (table: string) => rows.filter((row) => row.table === table);
  const runs = columnsOf("workflow_runs").length > 0 ? "workflow_runs" : "executions";
  const columns = new Set(columnsOf(runs).map((row) => row.column));
  const lacking = NEEDED.filter((name) => !columns.has(name));
  if (columns.size === 0)
    throw new SourceFault(
      "shape",
      "These are not the runtime's tables: neither workflow_runs nor executions is there (or this user cannot see them).",
    );
  if (lacking.length > 0)
    throw new SourceFault("shape", `The table ${runs} is not the runtime's: it lacks ${lacking.join(", ")}.`);
  const zoned = columnsOf(runs).filter((row) => row.type === "timestamp with time zone");
  const states = columnsOf("execution_states").map((row) => row.column);
  const statesKey = states.includes("run_id") ? "run_id" : states.includes("execution_id") ? "execution_id" : null;
  return { runs, columns, zoned: new Set(zoned.map((row) => row.column)), statesKey };
}
