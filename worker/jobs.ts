import { EventEmitter } from "node:events";
import { parseCronItems, run, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import { directConfig, pool } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import type { Started } from "@/server/platform/role-instance";
import { CRONS } from "./crons";
import { TASKS } from "./tasks";

const CONCURRENCY = 4;

/** Runs the jobs that a person or a clock asked for. On stop running ones are aborted and handed back. */
export async function startJobs(instanceId: string): Promise<Started> {
  const pgPool = new pg.Pool({ ...directConfig(), max: CONCURRENCY + 2 });
  const heard = (error: Error) => log().warn({ err: error }, "a connection of the job queue broke");
  pgPool.on("error", heard);
  pgPool.on("connect", (client) => client.on("error", heard));
  // Jobs are locked under the name of the pool, not of the worker in it that runs them.
  const names: string[] = [];
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => names.push(workerPool.id));
  const runner = await run({
    pgPool,
    events,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    taskList: Object.fromEntries(
      TASKS.map(({ name, run: handle }) => [
        name,
        (payload, helpers) =>
          handle(payload, { instanceId, signal: helpers.abortSignal ?? new AbortController().signal }),
      ]),
    ),
    parsedCronItems: parseCronItems([...CRONS]),
    // Without these the queue resolves its stop before the last job's end is written, and that job runs again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0, gracefulShutdownAbortTimeout: 5_000 } },
  });
  // So that another process can hand our jobs back if this one is killed.
  await pool().query(`INSERT INTO job_worker (worker_id, instance_id) SELECT unnest($1::text[]), $2`, [
    names,
    instanceId,
  ]);
  return {
    async stop() {
      await runner.stop();
      await pool().query(`DELETE FROM job_worker WHERE instance_id = $1`, [instanceId]);
      await pgPool.end();
    },
  };
}
