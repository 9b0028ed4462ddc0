import { inTransaction } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { DEAD_AFTER_MS, type Started } from "@/server/platform/role-instance";

const LOOK_EVERY_MS = 5_000;

/** Hands back the jobs of processes that were killed; any worker may do it, and each job is handed back once. */
export async function releaseDeadWorkers(): Promise<string[]> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ worker_id: string }>(
      `DELETE FROM job_worker w WHERE NOT EXISTS (
         SELECT 1 FROM role_instance r WHERE r.id = w.instance_id AND r.seen_at > clock_timestamp() - $1 * interval '1 millisecond')
       RETURNING worker_id`,
      [DEAD_AFTER_MS],
    );
    const ids = rows.map((row) => row.worker_id);
    if (ids.length > 0) await client.query(`SELECT graphile_worker.force_unlock_workers($1::text[])`, [ids]);
    return ids;
  });
}

export function startReleasingDeadWorkers(): Started {
  const timer = setInterval(() => {
    releaseDeadWorkers().then(
      (ids) => ids.length > 0 && log().warn({ workers: ids.length }, "handed back the jobs of a process that died"),
      (error: unknown) => log().warn({ err: error }, "could not look for dead processes"),
    );
  }, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
    },
  };
}
