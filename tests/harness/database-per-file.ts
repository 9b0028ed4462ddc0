import { afterAll } from "vitest";
import { migratedDatabase } from "./databases";

// The environment is set before the test file is loaded: whatever reads it at import time meets the file's own database.
const database = await migratedDatabase();
process.env.DATABASE_URL = database.url;
process.env.DATABASE_DIRECT_URL = database.url;
process.env.MUSTER_SECRET_KEY ??= Buffer.alloc(32, 7).toString("base64");
process.env.NEXTAUTH_SECRET ??= "a secret of the tests alone, not used anywhere else";
process.env.NEXTAUTH_URL ??= "http://127.0.0.1:3000";

afterAll(async () => {
  const { closeDb } = await import("@/server/platform/db");
  await closeDb();
  await database.drop();
});
