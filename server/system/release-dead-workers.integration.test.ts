import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { bundleWorker, type RoleProcess, startWorkerProcess } from "@/tests/factories/worker-process";

let worker: Awaited<ReturnType<typeof bundleWorker>>;
const processes: RoleProcess[] = [];

beforeAll(async () => {
  worker = await bundleWorker();
});

afterEach(async () => {
  for (const { child, ended } of processes.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
});

afterAll(async () => {
  await closeDb();
  worker.remove();
});

function startWorker(): RoleProcess {
  const started = startWorkerProcess(worker.file);
  processes.push(started);
  return started;
}

async function addJob(): Promise<string> {
  const { rows } = await pool().query(
    `SELECT (graphile_worker.add_job('housekeep', '{}', queue_name := 'housekeep', max_attempts := 5)).id::text AS id`,
  );
  return String(rows[0]?.id);
}

/** Who holds the job, null while nobody does, undefined once it is done. */
async function holderOf(id: string): Promise<string | null | undefined> {
  const { rows } = await pool().query<{ locked_by: string | null }>(
    `SELECT locked_by FROM graphile_worker._private_jobs WHERE id = $1`,
    [id],
  );
  return rows[0]?.locked_by;
}

const within = <T>(ms: number, condition: () => Promise<T>) => vi.waitFor(condition, { timeout: ms, interval: 100 });

test("the job and the queue of a worker killed with -9 are another's within its time of silence", async () => {
  const first = startWorker();
  await within(30_000, async () =>
    expect((await pool().query(`SELECT 1 FROM job_worker`)).rows.length).toBeGreaterThan(0),
  );
  // The job's first statement waits here, so that the kill finds it running.
  const barrier = await pool().connect();
  await barrier.query("BEGIN; LOCK TABLE rate_limit IN ACCESS EXCLUSIVE MODE");
  const running = await addJob();
  await within(10_000, async () => expect(await holderOf(running)).toEqual(expect.any(String)));
  const next = await addJob();
  first.child.kill("SIGKILL");
  await first.ended;
  startWorker();
  await barrier.query("ROLLBACK");
  barrier.release();
  await within(60_000, async () =>
    expect([await holderOf(running), await holderOf(next)]).toEqual([undefined, undefined]),
  );
});
