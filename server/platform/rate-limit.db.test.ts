import { expect, test, vi } from "vitest";
import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { forgive, spend } from "./rate-limit";

const FIVE = { burst: 5, perMinute: 1 / 3, chunk: 1 };

async function spendTimes(key: string, times: number): Promise<boolean[]> {
  const allowed: boolean[] = [];
  for (let at = 0; at < times; at += 1) allowed.push((await spend(key, FIVE)) === 0);
  return allowed;
}

test("a burst is allowed and the next one must wait", async () => {
  expect(await spendTimes(newId(), 6)).toEqual([true, true, true, true, true, false]);
});

test("tokens come back with the time gone", async () => {
  const key = newId();
  await spendTimes(key, 6);
  await pool().query(`UPDATE rate_limit SET updated_at = updated_at - interval '10 minutes' WHERE key = $1`, [key]);
  expect(await spend(key, FIVE)).toBe(0);
});

test("a wait is told in seconds", async () => {
  const key = newId();
  await spendTimes(key, 5);
  expect(await spend(key, FIVE)).toBe(180);
});

test("a success wipes the guesses before it", async () => {
  const key = newId();
  await spendTimes(key, 6);
  await forgive(key);
  expect(await spend(key, FIVE)).toBe(0);
});

test("a process that fetched a chunk spends it without asking again", async () => {
  const key = newId();
  const chunked = { burst: 100, perMinute: 60, chunk: 40 };
  for (let at = 0; at < 40; at += 1) await spend(key, chunked);
  const { rows } = await pool().query(`SELECT round(tokens) AS tokens FROM rate_limit WHERE key = $1`, [key]);
  expect(Number(rows[0]?.tokens)).toBe(60);
});

test("two processes spend from one limit", async () => {
  const key = newId();
  const shared = { burst: 100, perMinute: 60, chunk: 40 };
  vi.resetModules();
  const other = await import("./rate-limit");
  const allowed = { here: 0, there: 0 };
  for (let at = 0; at < 100; at += 1) {
    if ((await spend(key, shared)) === 0) allowed.here += 1;
    if ((await other.spend(key, shared)) === 0) allowed.there += 1;
  }
  expect(allowed).toEqual({ here: 40, there: 40 });
});
