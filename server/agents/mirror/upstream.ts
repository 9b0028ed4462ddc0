import { z } from "zod";
import { readAgentJson, storable } from "@/server/agents/agent-json";
import { type GuardedFetch, type HttpAnswer, HttpFault } from "@/server/platform/http";

/** One agent as an upstream registry lists it, in either generation's names. */
export type UpstreamAgent = {
  externalId: string;
  name: string;
  host: string;
  port: number;
  ttlSeconds: number;
  metadata: string | null;
  workflow: string | null;
  isAlive: boolean;
};

/** `unreadable` counts entries that cannot be an agent. */
export type UpstreamList = { agents: UpstreamAgent[]; unreadable: number };

/** Why an upstream registry could not be read, in words for an operator. */
export class UpstreamFault extends Error {
  override readonly name = "UpstreamFault";
}

const TIMEOUT_MS = 8_000;
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_AGENTS = 50_000;
const COLLECTIONS = ["agents", "deployments"] as const;

type Tools = { http: GuardedFetch; signal?: AbortSignal | undefined };

/** All that an upstream registry lists, dead ones too. Throws `UpstreamFault`. */
export async function readUpstream(url: string, { http, signal }: Tools): Promise<UpstreamList> {
  for (const collection of COLLECTIONS) {
    const answer = await ask(`${url}/${collection}?include_dead=true`, { http, signal });
    if (answer.status !== 404) return listOf(answer, collection);
  }
  throw new UpstreamFault("it answers 404 to /agents and to /deployments: is this a registry's address?");
}

async function ask(url: string, { http, signal }: Tools): Promise<HttpAnswer> {
  const request = { policy: "operator", timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES } as const;
  try {
    return await http(url, { ...request, headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (error instanceof HttpFault) throw new UpstreamFault(error.message, { cause: error });
    throw error;
  }
}

function listOf({ status, body }: HttpAnswer, collection: string): UpstreamList {
  if (status === 401 || status === 403)
    throw new UpstreamFault(`it asks for credentials (${status}): write them into the URL as user:password@`);
  if (status !== 200) throw new UpstreamFault(`/${collection} answered ${status}`);
  const listed = readAgentJson(body);
  if (!Array.isArray(listed)) throw new UpstreamFault(`/${collection} did not answer a list of agents`);
  const read = listed.slice(0, MOST_AGENTS).map((given) => entry.safeParse(given));
  const agents = new Map<string, UpstreamAgent>();
  for (const { data } of read) if (data && !agents.has(data.externalId)) agents.set(data.externalId, data);
  return { agents: [...agents.values()], unreadable: read.filter(({ success }) => !success).length };
}

const text = (most: number, least = 0) =>
  z
    .string()
    .transform((given) => storable(given).normalize("NFC"))
    .pipe(z.string().min(least).max(most));

const entry = z
  .looseObject({
    agent_id: text(512, 1).optional(),
    deployment_id: text(512, 1).optional(),
    agent_name: text(512).optional(),
    deployment_name: text(512).optional(),
    workflow_name: text(256).nullish(),
    host: text(255, 1),
    port: z.coerce.number().int().min(1).max(65535),
    ttl_seconds: z.coerce.number().int().min(1).max(86_400).catch(60),
    metadata: text(64 * 1024)
      .nullish()
      .catch(null),
    agent_metadata: text(64 * 1024)
      .nullish()
      .catch(null),
    is_alive: z.boolean(),
  })
  .transform((given, check): UpstreamAgent => {
    const externalId = given.agent_id ?? given.deployment_id;
    if (externalId === undefined) check.addIssue("has no id");
    return {
      externalId: externalId ?? "",
      name: given.agent_name ?? given.deployment_name ?? "",
      host: given.host,
      port: given.port,
      ttlSeconds: given.ttl_seconds,
      metadata: given.metadata ?? given.agent_metadata ?? null,
      workflow: given.workflow_name ?? null,
      isAlive: given.is_alive,
    };
  });
