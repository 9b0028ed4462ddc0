import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { databaseConfig } from "./config";
import { PrismaClient } from "./generated/client";

const DATE_OID = 1082;

/** `date` columns stay text: the driver would make them local midnight. Bigint and numeric are text by default. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === DATE_OID ? String : pg.types.getTypeParser(oid, format)),
};

interface Connections {
  pool: pg.Pool | null;
  prisma: PrismaClient | null;
}

declare global {
  // One pool a process, also when a dev server loads this module again.
  var musterConnections: Connections | undefined;
}

function connections(): Connections {
  globalThis.musterConnections ??= { pool: null, prisma: null };
  return globalThis.musterConnections;
}

export function pool(): pg.Pool {
  const held = connections();
  held.pool ??= newPool();
  return held.pool;
}

function newPool(): pg.Pool {
  const made = new pg.Pool({ ...databaseConfig(), max: env().poolSize, types, connectionTimeoutMillis: 5000 });
  // An idle connection that breaks is replaced at its next use; unheard, the event would end the process.
  made.on("error", (error) => log().warn({ err: error }, "an idle database connection broke"));
  return made;
}

/** Over the same pool as the SQL lane; never both in one transaction. */
export function prisma(): PrismaClient {
  const held = connections();
  held.prisma ??= new PrismaClient({ adapter: new PrismaPg(pool()) });
  return held.prisma;
}

export async function closeDb(): Promise<void> {
  const held = connections();
  const { pool: openPool, prisma: openPrisma } = held;
  held.pool = null;
  held.prisma = null;
  await openPrisma?.$disconnect();
  if (openPool && !openPool.ended) await openPool.end();
}
