import { expect, test } from "vitest";
import { systemContext } from "@/server/platform/context";
import { inTransaction, pool, sql, transaction } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";

const ctx = systemContext("test");
const VALUES = `SELECT 9007199254740993::bigint AS big, 0.1000::numeric AS money, '2026-03-29T01:30:00Z'::timestamptz AS at, '2026-03-29'::date AS day`;
const EXPECTED = { big: "9007199254740993", at: new Date("2026-03-29T01:30:00Z") };

test("bigint, numeric and instants have the same types in both lanes", async () => {
  const direct = (await pool().query(VALUES)).rows[0];
  const within = await transaction(ctx, async (inner) => (await sql(inner).query(VALUES)).rows[0]);
  expect(direct).toMatchObject(EXPECTED);
  expect(within).toMatchObject(EXPECTED);
  expect(Number(direct?.money)).toBe(Number(within?.money));
});

test("what throws leaves nothing behind", async () => {
  const key = newId();
  const insert = `INSERT INTO setting (key, value) VALUES ($1, '1')`;
  await expect(
    inTransaction(async (client) => {
      await client.query(insert, [key]);
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await expect(
    transaction(ctx, async (inner) => {
      await sql(inner).query(insert, [key]);
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect((await pool().query(`SELECT 1 FROM setting WHERE key = $1`, [key])).rows).toEqual([]);
});

test("an inner transaction joins the outer one", async () => {
  const key = newId();
  await expect(
    transaction(ctx, async (outer) => {
      await transaction(outer, (inner) => sql(inner).query(`INSERT INTO setting (key, value) VALUES ($1, '1')`, [key]));
      throw new Error("outer");
    }),
  ).rejects.toThrow("outer");
  expect((await pool().query(`SELECT 1 FROM setting WHERE key = $1`, [key])).rows).toEqual([]);
});
