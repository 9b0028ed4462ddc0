import { expect, test } from "vitest";
import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { releaseDeadWorkers } from "./release-dead-workers";

/** A job that is locked by a worker of a process last seen `age` ago. Answers the job's id. */
async function lockedJob(workerId: string, age: string): Promise<string> {
  const instance = newId();
  await pool().query(
    `INSERT INTO role_instance (id, role, host, pid, version, seen_at) VALUES ($1, 'worker', 'h', 1, '0', now() - $2::interval)`,
    [instance, age],
  );
  await pool().query(`INSERT INTO job_worker (worker_id, instance_id) VALUES ($1, $2)`, [workerId, instance]);
  const { rows } = await pool().query(`SELECT (graphile_worker.add_job('none')).id::text`);
  await pool().query(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = $2 WHERE id = $1`, [
    rows[0]?.id,
    workerId,
  ]);
  return rows[0]?.id;
}

async function isLocked(id: string): Promise<boolean> {
  const { rows } = await pool().query(`SELECT locked_by FROM graphile_worker._private_jobs WHERE id = $1`, [id]);
  return rows[0]?.locked_by !== null;
}

test("a killed process's job is free within its time of silence, a living one's stays", async () => {
  const dead = await lockedJob("worker-dead", "16 seconds");
  const alive = await lockedJob("worker-alive", "4 seconds");
  expect(await releaseDeadWorkers()).toEqual(["worker-dead"]);
  expect([await isLocked(dead), await isLocked(alive)]).toEqual([false, true]);
});

test("two workers that look at once hand a job back once", async () => {
  await lockedJob("worker-twice", "1 hour");
  const [first = [], second = []] = await Promise.all([releaseDeadWorkers(), releaseDeadWorkers()]);
  expect([...first, ...second]).toEqual(["worker-twice"]);
});
