import { renameSync, writeFileSync } from "node:fs";
import type { BackfillProgress } from "./backfill";

export interface FleetState {
  /** `pid` and `port` are null while an agent has no process. */
  agents: { agentId: string; pid: number | null; port: number | null; peace: boolean }[];
  backfill: BackfillProgress;
}

/** Replaces the file at once, so a reader never sees half of it. */
export function writeState(file: string, state: FleetState): void {
  const next = `${file}.${process.pid}.next`;
  writeFileSync(next, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, file);
}
