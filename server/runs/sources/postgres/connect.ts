import pg from "pg";
import { env } from "@/server/platform/env";
import { codeOf } from "@/server/platform/errors";
import { formatIpAddress, HttpFault, outboundPolicy } from "@/server/platform/http";
import { judgeAddress } from "@/server/platform/http/address-policy";
import { createSystemResolver } from "@/server/platform/http/resolver";
import type { SourceAddress } from "@/server/runs/sources/define-source";
import { SourceFault } from "@/server/runs/sources/source-fault";

const CONNECT_MS = 10_000;
const STATEMENT_MS = 60_000;
const LOCK_MS = 2_000;
const resolve = createSystemResolver();

/** A connection to the judged address of a workflow database, for one piece of work. Throws SourceFault and HttpFault. */
export async function withConnection<T>(
  address: SourceAddress,
  signal: AbortSignal,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(await configOf(address));
  // A connection lost between two queries is told by the next one.
  client.on("error", () => undefined);
  const abort = () => void client.end().catch(() => undefined);
  signal.addEventListener("abort", abort, { once: true });
  try {
    await client.connect();
    await client.query("SET timezone = 'UTC'");
    return await work(client);
  } catch (error) {
    signal.throwIfAborted();
    throw inWords(error);
  } finally {
    signal.removeEventListener("abort", abort);
    await client.end().catch(() => undefined);
  }
}

/** One snapshot, read only, that neither waits long for locks nor runs for ever. */
export async function inSnapshot<T>(client: pg.Client, read: () => Promise<T>): Promise<T> {
  await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  await client.query(`SET LOCAL statement_timeout = ${STATEMENT_MS}`);
  await client.query(`SET LOCAL lock_timeout = ${LOCK_MS}`);
  const result = await read();
  await client.query("COMMIT");
  return result;
}

async function configOf(address: SourceAddress): Promise<pg.ClientConfig> {
  const url = new URL(address.url);
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const port = Number(url.port || 5432);
  const database = decodeURIComponent(url.pathname.slice(1));
  const host = await judgedAddress(hostname, port);
  refuseOwnDatabase(host, port, database);
  return {
    host,
    port,
    database,
    ...(address.user === null ? {} : { user: address.user }),
    ...(address.password === null ? {} : { password: address.password }),
    ssl: tlsOf(url.searchParams.get("sslmode"), hostname),
    application_name: "muster-source",
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  };
}

/**
 * The operators' policy, but for one rule: a workflow database may lie on the same Postgres as Muster's own. The address
 * that was judged is the one connected to.
 */
async function judgedAddress(hostname: string, port: number): Promise<string> {
  const policy = { ...(await outboundPolicy("operator")), forbidden: [] };
  const addresses = await resolve(hostname);
  for (const address of addresses) {
    const verdict = judgeAddress(address, port, policy);
    if (!verdict.allowed) throw new HttpFault("policy", `${formatIpAddress(address)} ${verdict.reason}`);
  }
  const first = addresses[0];
  if (!first) throw new HttpFault("dns", `the name ${hostname} has no address`);
  return formatIpAddress(first);
}

function refuseOwnDatabase(host: string, port: number, database: string): void {
  const { databaseUrl } = env();
  if (databaseUrl === undefined) return;
  const own = new URL(databaseUrl);
  const same = Number(own.port || 5432) === port && decodeURIComponent(own.pathname.slice(1)) === database;
  if (same && [host, "localhost"].includes(own.hostname))
    throw new SourceFault("address", "That is Muster's own database; a source is the agents' workflow database.");
}

function tlsOf(mode: string | null, hostname: string): pg.ClientConfig["ssl"] {
  if (mode === null || mode === "disable" || mode === "allow" || mode === "prefer") return false;
  return { rejectUnauthorized: mode !== "require", servername: hostname };
}

const WORDS: Record<string, string> = {
  "28P01": "The user or password is wrong.",
  "28000": "The server does not let this user in (its pg_hba.conf, or TLS is needed: add ?sslmode=require).",
  "3D000": "There is no database of that name on the server.",
  "42501": "This user may not read the tables: grant SELECT on them.",
  "57014": "A read took longer than a minute and was ended.",
  "53300": "The server has no connection left.",
  "57P03": "The server is starting up or shutting down.",
  ECONNREFUSED: "Nothing answers at that host and port.",
  ETIMEDOUT: "The server did not answer in time.",
  EHOSTUNREACH: "The host cannot be reached.",
};

/** The error with words where it is one of the connection; else as it is. */
export function inWords(error: unknown): unknown {
  if (error instanceof SourceFault || error instanceof HttpFault) return error;
  const code = codeOf(error);
  const words = code === undefined ? undefined : WORDS[code];
  const kind = code === "28P01" || code === "28000" || code === "42501" ? "credentials" : "away";
  if (words) return new SourceFault(kind, words, { cause: error });
  const lost = error instanceof Error && /connection|timeout|SSL|SASL|password/i.test(error.message);
  return lost ? new SourceFault("away", `The connection failed: ${error.message}`, { cause: error }) : error;
}
