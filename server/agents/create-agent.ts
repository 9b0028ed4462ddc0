import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction, sql } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { conflict, impossible, invalid } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import { type GuardedFetch, guardedFetch } from "@/server/platform/http";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import { resolveEnvironment } from "@/server/system";
import { lookAt } from "./agent-call";
import type { contract } from "./contract";
import { type Address, displayUrl } from "./effective-address";
import { fetchSchema } from "./fetch-schema";
import { readAgentDetail } from "./get-agent";
import { keepSchema } from "./queries/keep-schema";
import { readManualAgent, writeManualAgent } from "./queries/manual-agent";
import type { AgentSchema } from "./read-schema";

type Op = typeof contract.createAgent;

/**
 * Adds an agent that does not register itself. It is looked at first: one that does not answer is refused unless the
 * caller insists. Throws `conflict` for a URL that is of the fleet already.
 */
export async function createAgent(
  { ctx, input }: { ctx: Ctx; input: InputOf<Op> },
  http: GuardedFetch = guardedFetch,
): Promise<AnswerOf<Op>> {
  const { address, url } = addressOf(input.url);
  refuseKnown(await readManualAgent(sql(ctx), url));
  const tools = { http, signal: ctx.signal };
  const [look, schema] = await Promise.all([lookAt(address, "/health", tools), schemaOf(address, tools)]);
  if (!look.ok && !input.evenIfUnreachable)
    throw impossible(`The agent was not added: ${look.error}.`, [{ path: "url", message: String(look.error) }]);
  const id = await inTransaction((client) => add(client, ctx, input, { address, url, schema }));
  return { ...(await readAgentDetail(sql(ctx), id)), lastProbe: look };
}

async function add(
  db: Queryable,
  ctx: Ctx,
  input: InputOf<Op>,
  { address, url, schema }: { address: Address; url: string; schema: AgentSchema | null },
): Promise<string> {
  const known = await readManualAgent(db, url);
  refuseKnown(known);
  const environment = await resolveEnvironment(db, input.environment ?? "default", { create: true });
  const name = input.name ?? `${address.host}:${address.port}`;
  const tags = input.tags ?? [];
  const wish = { id: known?.id ?? newId(), url, name, address, environmentId: environment.id, tags };
  const id = await writeManualAgent(db, wish);
  if (schema) await keepSchema(db, id, schema);
  await recordAudit(db, ctx, {
    action: "agent.create",
    object: { type: "agent", id },
    environment: environment.name,
    after: { url, name, tags },
  });
  await notify(db, "agent", [id]);
  await notify(db, "probe-now", [id]);
  return id;
}

function refuseKnown(known: Awaited<ReturnType<typeof readManualAgent>>): void {
  if (known && known.retiredAt === null) throw conflict("This URL is of the fleet already.", { agentId: known.id });
}

/** Throws `invalid` for what is no plain http URL of a host. */
function addressOf(text: string): { address: Address; url: string } {
  const refuse = (message: string) => invalid("The URL cannot be used.", [{ path: "url", message }]);
  const parsed = URL.canParse(text) ? new URL(text) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw refuse("must be a URL such as http://host:8000");
  if (parsed.username || parsed.password) throw refuse("may not carry a user or a password");
  if (parsed.search || parsed.hash) throw refuse("may not carry a query or a fragment");
  const secure = parsed.protocol === "https:";
  const address = {
    scheme: secure ? "https" : "http",
    host: parsed.hostname,
    port: Number(parsed.port || (secure ? 443 : 80)),
    basePath: parsed.pathname.replace(/\/+$/, ""),
  };
  const url = displayUrl(address);
  if (url === null) throw refuse("has no host that could be called");
  return { address, url };
}

/** The form of a run can wait: an agent without a schema is one of the fleet all the same. */
async function schemaOf(address: Address, tools: Parameters<typeof fetchSchema>[1]): Promise<AgentSchema | null> {
  return fetchSchema(address, tools).catch((error: unknown) => {
    log().debug({ err: error }, "an agent that is added by hand gave no schema");
    return null;
  });
}
