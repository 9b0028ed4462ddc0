import { expect, test } from "vitest";
import { inTransaction, pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { acquireLease, assertFence, FenceLost, releaseLeases, renewLeases } from "./lease";

const LONG_MS = 60_000;

async function expire(name: string): Promise<void> {
  await pool().query(`UPDATE lease SET expires_at = clock_timestamp() - interval '1 second' WHERE name = $1`, [name]);
}

test("a lease that another holds cannot be taken", async () => {
  const [name, first, second] = [newId(), newId(), newId()];
  expect(await acquireLease(pool(), name, first, LONG_MS)).toBe(1n);
  expect(await acquireLease(pool(), name, second, LONG_MS)).toBeNull();
});

test("its owner keeps the epoch, a take-over after its end raises it", async () => {
  const [name, first, second] = [newId(), newId(), newId()];
  await acquireLease(pool(), name, first, LONG_MS);
  expect(await acquireLease(pool(), name, first, LONG_MS)).toBe(1n);
  await expire(name);
  expect(await acquireLease(pool(), name, second, LONG_MS)).toBe(2n);
});

test("an owner who comes back after the end gets a new epoch, so that what it held before is fenced", async () => {
  const [name, owner] = [newId(), newId()];
  await acquireLease(pool(), name, owner, LONG_MS);
  await expire(name);
  expect(await acquireLease(pool(), name, owner, LONG_MS)).toBe(2n);
});

test("a lease given back is free at once", async () => {
  const [name, first, second] = [newId(), newId(), newId()];
  await acquireLease(pool(), name, first, LONG_MS);
  await releaseLeases(pool(), [name], first);
  expect(await acquireLease(pool(), name, second, LONG_MS)).toBe(2n);
});

test("renewing answers only the names that are still ours", async () => {
  const [kept, lost, owner] = [newId(), newId(), newId()];
  await acquireLease(pool(), kept, owner, LONG_MS);
  await acquireLease(pool(), lost, owner, LONG_MS);
  await expire(lost);
  expect(await renewLeases(pool(), [kept, lost], owner, LONG_MS)).toEqual([kept]);
});

test("a fenced transaction of the former owner fails", async () => {
  const [name, first, second] = [newId(), newId(), newId()];
  const epoch = await acquireLease(pool(), name, first, LONG_MS);
  await expire(name);
  await acquireLease(pool(), name, second, LONG_MS);
  const write = inTransaction((client) => assertFence(client, new Map([[name, epoch ?? 0n]]), first));
  await expect(write).rejects.toThrow(FenceLost);
});

test("a take-over waits for the fenced transaction that began before it", async () => {
  const [name, first, second] = [newId(), newId(), newId()];
  const epoch = (await acquireLease(pool(), name, first, LONG_MS)) ?? 0n;
  await expire(name);
  const order: string[] = [];
  let takeOver: Promise<unknown> = Promise.resolve();
  await inTransaction(async (client) => {
    await assertFence(client, new Map([[name, epoch]]), first);
    takeOver = acquireLease(pool(), name, second, LONG_MS).then(() => order.push("taken over"));
    await lockWaitOf("UPDATE lease");
    order.push("written");
  });
  await takeOver;
  expect(order).toEqual(["written", "taken over"]);
});

async function lockWaitOf(statement: string): Promise<void> {
  for (;;) {
    const { rows } = await pool().query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE $1`,
      [`${statement}%`],
    );
    if (rows.length > 0) return;
  }
}
