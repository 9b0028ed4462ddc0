import http from "node:http";
import pg from "pg";
import { z } from "zod";

/** As many as a registry has by default. */
const CONNECTIONS = 10;
const settings = z.object({ databaseUrl: z.string(), port: z.number() });

/** The least that can be written: one prepared UPDATE a request, answered when it is durable. */
export async function serveRival(given: unknown): Promise<void> {
  const { databaseUrl, port } = settings.parse(given);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  const server = http.createServer((request, response) => {
    const id = /^\/agents\/([^/]+)\/heartbeat$/.exec(request.url ?? "")?.[1];
    if (id === undefined) response.writeHead(404).end();
    else void beat(pool, id, response);
  });
  server.listen(port, "127.0.0.1");
  process.once("SIGTERM", () => process.exit(0));
}

async function beat(pool: pg.Pool, id: string, response: http.ServerResponse): Promise<void> {
  const { rows } = await pool.query<{ at: Date }>({
    name: "beat",
    text: "UPDATE agent_beat SET last_beat_at = clock_timestamp(), seq = seq + 1 WHERE agent_id = $1 RETURNING last_beat_at AS at",
    values: [id],
  });
  const body = JSON.stringify({ status: "ok", last_heartbeat: rows[0]?.at.toISOString() });
  response.writeHead(rows[0] ? 200 : 404, { "content-type": "application/json" }).end(body);
}
