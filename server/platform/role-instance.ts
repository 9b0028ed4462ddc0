import { hostname } from "node:os";
import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import { VERSION } from "@/server/platform/version";

const BEAT_MS = 5_000;
/** A process not seen for this long is dead. */
export const DEAD_AFTER_MS = 15_000;

export interface Started {
  stop(signal?: AbortSignal): Promise<void>;
}

/** The row of this process in `role_instance`; beats until stopped, then leaves. */
export async function startRoleInstance(role: "web" | "registry" | "worker"): Promise<Started & { id: string }> {
  const id = newId();
  const values = [id, role, hostname(), process.pid, VERSION];
  const beat = () =>
    pool().query(
      `INSERT INTO role_instance (id, role, host, pid, version, started_at, seen_at)
       VALUES ($1, $2, $3, $4, $5, clock_timestamp(), clock_timestamp())
       ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp()`,
      values,
    );
  await beat();
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log().warn({ err: error }, "this process could not say that it lives"));
  }, BEAT_MS);
  return {
    id,
    async stop() {
      clearInterval(timer);
      await pool().query(`DELETE FROM role_instance WHERE id = $1`, [id]);
    },
  };
}
