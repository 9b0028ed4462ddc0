import { expect, test } from "vitest";
import { pool } from "@/server/platform/db";
import { dropSecret, openSecret, sealSecret } from "./secrets";

test("a sealed secret comes back to its owner", async () => {
  const ref = await sealSecret(pool(), "source:1", "s3cret:@/%é");
  expect(await openSecret(pool(), ref, "source:1")).toBe("s3cret:@/%é");
});

test("the database holds no part of the secret in clear", async () => {
  await sealSecret(pool(), "source:2", "very-visible-text");
  const { rows } = await pool().query(
    `SELECT count(*)::int AS n FROM secret WHERE position('very-visible'::bytea in ciphertext) > 0`,
  );
  expect(rows[0]?.n).toBe(0);
});

test("another owner cannot open it, even when the row is moved to them", async () => {
  const ref = await sealSecret(pool(), "source:3", "mine");
  await expect(openSecret(pool(), ref, "source:4")).rejects.toThrow("gone");
  await pool().query(`UPDATE secret SET owner = 'source:4' WHERE id = $1`, [ref.slice(3)]);
  await expect(openSecret(pool(), ref, "source:4")).rejects.toThrow();
});

test("a dropped secret is gone", async () => {
  const ref = await sealSecret(pool(), "source:5", "mine");
  await dropSecret(pool(), ref);
  await expect(openSecret(pool(), ref, "source:5")).rejects.toThrow("gone");
});
