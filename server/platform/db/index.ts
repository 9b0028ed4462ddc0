import "server-only";

export { databaseConfig, directConfig } from "./config";
export { closeDb, pool, prisma } from "./pool";
export { inTransaction, type Queryable, sql, transaction } from "./transaction";
