import type pg from "pg";
import { env } from "@/server/platform/env";
import { unavailable } from "@/server/platform/errors";

/** Every session reads and writes instants in UTC; the Prisma adapter drops offsets and would be wrong otherwise. */
const UTC = "-c timezone=UTC";

export function databaseConfig(): pg.PoolConfig {
  return { connectionString: required(env().databaseUrl), options: UTC, application_name: `muster-${env().role}` };
}

/** For LISTEN, session locks and jobs: never through a transaction pooler. */
export function directConfig(): pg.ClientConfig {
  return {
    connectionString: required(env().databaseDirectUrl),
    options: UTC,
    application_name: `muster-${env().role}`,
    keepAlive: true,
  };
}

function required(url: string | undefined): string {
  if (url === undefined) throw unavailable("DATABASE_URL is not set.");
  return url;
}
