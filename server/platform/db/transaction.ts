import type pg from "pg";
import type { Ctx } from "@/server/platform/context";
import { Prisma } from "./generated/client";
import { pool, prisma } from "./pool";

/** What a question needs of a connection: a pool, a client in a transaction, or a verb's Prisma transaction. */
export interface Queryable {
  query(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>;
}

/** The SQL lane: one pg transaction, for sets, locks and rollups. Rolls back when `fn` throws. */
export async function inTransaction<T>(fn: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const result = await fn(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot roll back is not fit for the next one.
    const broken = await client.query("ROLLBACK").then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}

/** The verbs' lane: a Prisma transaction that joins the one already open in `ctx`. */
export async function transaction<T>(
  ctx: Ctx,
  fn: (ctx: Ctx & { tx: Prisma.TransactionClient }) => Promise<T>,
): Promise<T> {
  if (ctx.tx) return fn({ ...ctx, tx: ctx.tx });
  return prisma().$transaction((tx) => fn({ ...ctx, tx }), { timeout: 15_000, maxWait: 5_000 });
}

/** Plain SQL within a verb: through its transaction when one is open, else through the pool. Same types in both. */
export function sql(ctx: Pick<Ctx, "tx">): Queryable {
  const { tx } = ctx;
  return tx ? { query: (text, values = []) => throughPrisma(tx, text, values) } : pool();
}

async function throughPrisma(tx: Prisma.TransactionClient, text: string, values: readonly unknown[]) {
  const rows = await tx.$queryRawUnsafe<Record<string, unknown>[]>(text, ...values);
  return { rows: rows.map(asDriverRow), rowCount: rows.length };
}

/** Prisma gives bigint and Decimal where the driver gives text. */
function asDriverRow(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, asDriverValue(value)]));
}

function asDriverValue(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return Prisma.Decimal.isDecimal(value) ? value.toFixed() : value;
}
