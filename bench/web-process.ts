import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { build } from "@/scripts/lib/build.mjs";
import { freePort } from "@/scripts/lib/ports.mjs";
import type { BenchTools } from "./define-bench";
import { answering, type Part, start } from "./processes";

const SECRET = "a secret of the bench alone, not used anywhere else";

export interface Web {
  url: string;
  /** The headers of an admin's browser. */
  headers: Record<string, string>;
  db: pg.Client;
  stop(): Promise<void>;
}

/** The production build of the web role on a database of its own, with a person signed in. */
export async function startWeb(tools: BenchTools, database: string): Promise<Web> {
  await build({ say: tools.say });
  const databaseUrl = await tools.database(database);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    DATABASE_URL: databaseUrl,
    DATABASE_DIRECT_URL: databaseUrl,
    HOSTNAME: "127.0.0.1",
    PORT: String(port),
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: SECRET,
    MUSTER_SECRET_KEY: SECRET,
  };
  const web: Part = start(join(tools.root, ".next/standalone"), "server.js", [], settings);
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await answering(`${url}/health`, web);
  const headers = { cookie: `next-auth.session-token=${await session(db)}` };
  return {
    url,
    headers,
    db,
    async stop() {
      await web.stop();
      await db.end();
    },
  };
}

async function session(db: pg.Client): Promise<string> {
  const [userId, sessionId] = [randomUUID(), randomUUID()];
  await db.query(`INSERT INTO app_user (id, email, name, role) VALUES ($1, 'bench@example.test', 'Bench', 'admin')`, [
    userId,
  ]);
  await db.query(`INSERT INTO user_session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`, [
    sessionId,
    userId,
  ]);
  return encode({ token: { sub: userId, sid: sessionId }, secret: SECRET });
}
