import http from "node:http";
import { buildRegistry } from "@/registry/app";
import { pool } from "@/server/platform/db";
import { resetEnv } from "@/server/platform/env";
import { forgetOutboundPolicies } from "@/server/platform/http";
import { newToken } from "@/server/platform/identity";
import { newId } from "@/server/platform/ids";

export interface WireAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** Safe: a test says by its expectations what it is. */
  // biome-ignore lint/suspicious/noExplicitAny: the wire's answers are looked at by tests alone
  body: any;
  text: string;
}

export interface WireCall {
  token?: string;
  body?: unknown;
  raw?: string | Buffer;
  headers?: Record<string, string>;
}

export type Wire = (method: string, path: string, call?: WireCall) => Promise<WireAnswer>;

/** Speaks HTTP as it is told: the path goes out undecoded and undotted, each call on a connection of its own. */
export function wireTo(port: number): Wire {
  return (method, path, { token, body, raw, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const basic = token === undefined ? {} : { authorization: `Basic ${btoa(`agent:${token}`)}` };
      const length = sent === undefined ? { "content-length": "0" } : {};
      const options = {
        host: "127.0.0.1",
        port,
        method,
        path,
        agent: false,
        headers: { ...basic, ...length, ...headers },
      };
      const request = http.request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: text ? JSON.parse(text) : null,
          });
        });
      });
      request.on("error", reject);
      request.end(sent);
    });
}

export interface TestRegistry {
  port: number;
  wire: Wire;
  stop: () => Promise<void>;
}

/** The registry's own server on a free port, over the test file's database. */
export async function startTestRegistry(settings: Record<string, string> = {}): Promise<TestRegistry> {
  Object.assign(process.env, { MUSTER_REGISTRY_STRANGERS: "pending", MUSTER_FLEET_NETWORKS: "127.0.0.0/8" }, settings);
  resetEnv();
  forgetOutboundPolicies();
  const { app, stop } = await buildRegistry();
  const port = Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
  return {
    port,
    wire: wireTo(port),
    async stop() {
      await app.close();
      await stop();
    },
  };
}

interface TokenSpec {
  environment?: string;
  role?: "viewer" | "operator" | "admin";
  maxAgents?: number;
  networks?: string[];
}

/** An agent token of an environment, or an API token of a role. */
export async function insertToken(spec: TokenSpec = {}): Promise<string> {
  const kind = spec.role ? "api" : "agent";
  const { token, prefix, hash } = newToken(kind);
  const environmentId = spec.role ? null : await environmentNamed(spec.environment ?? "default");
  await pool().query(
    `INSERT INTO token (id, kind, name, role, environment_id, networks, max_agents, prefix, token_hash, created_by)
     VALUES ($1, $2, 'test', $3, $4, $5, $6, $7, $8, 'test')`,
    [newId(), kind, spec.role ?? null, environmentId, spec.networks ?? [], spec.maxAgents ?? null, prefix, hash],
  );
  return token;
}

async function environmentNamed(name: string): Promise<string> {
  await pool().query(`INSERT INTO environment (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [newId(), name]);
  const { rows } = await pool().query<{ id: string }>(`SELECT id FROM environment WHERE name = $1`, [name]);
  return String(rows[0]?.id);
}

export function claimOf(id: string, more: Record<string, unknown> = {}) {
  return { agent_id: id, agent_name: `name of ${id}`, host: "127.0.0.1", port: 8000, ...more };
}
