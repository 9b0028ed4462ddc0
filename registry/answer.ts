import type { FastifyRequest } from "fastify";
import {
  type AgentDesk,
  GENERATIONS,
  identifyPeer,
  type OrchestratorDesk,
  type Peer,
  WireError,
  type WireNames,
} from "@/server/agents";
import { clientAddress } from "@/server/platform/identity";
import { type WirePath, wirePath } from "./wire-path";

export interface Desks {
  agents: AgentDesk;
  orchestrators: OrchestratorDesk;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

type Deed = (peer: Peer) => Promise<unknown>;

const TRUE = new Set(["true", "1", "yes", "on", "t", "y"]);
const FALSE = new Set(["false", "0", "no", "off", "f", "n"]);

/** One request of an agent or orchestrator. Throws WireError. */
export async function answerWire(desks: Desks, request: FastifyRequest): Promise<Answer> {
  const path = wirePath(request.originalUrl);
  const deeds = deedsOf(desks, path, request);
  if (!deeds) throw new WireError(404, "Not Found");
  const method = request.method === "HEAD" ? "GET" : request.method;
  const deed = deeds[method];
  if (!deed) throw new WireError(405, "Method Not Allowed", { allow: Object.keys(deeds).join(", ") });
  const body = await deed(await peerOf(request));
  return { status: 200, headers: {}, body };
}

function peerOf(request: FastifyRequest): Promise<Peer> {
  const forwarded = request.headers["x-forwarded-for"];
  const hops = Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? null);
  const address = clientAddress(request.socket.remoteAddress ?? null, hops) ?? "";
  return identifyPeer(request.headers.authorization, address);
}

function deedsOf(desks: Desks, path: WirePath, request: FastifyRequest): Record<string, Deed> | null {
  const [first] = path.segments;
  if (path.segments.length === 1 && first === "health") return { GET: () => health(desks.agents) };
  const names = GENERATIONS.find(({ collection }) => collection === first);
  if (names) return agentDeeds(desks.agents, names, path, request);
  if (first === "orchestrator") return orchestratorWrites(desks.orchestrators, path, request);
  if (first === "orchestrators") return orchestratorReads(desks.orchestrators, path);
  return null;
}

function agentDeeds(
  desk: AgentDesk,
  names: WireNames,
  path: WirePath,
  request: FastifyRequest,
): Record<string, Deed> | null {
  if (path.segments.length === 1) return { GET: (peer) => desk.list(names, peer, includeDead(path.query)) };
  if (path.rest === "register")
    return { POST: (peer) => desk.register(names, peer, bodyOf(request)), ...one(desk, names, path.ids) };
  const { beating } = path;
  if (beating !== null) return { POST: async (peer) => desk.heartbeat(names, peer, await desk.meant(beating)) };
  return one(desk, names, path.ids);
}

function one(desk: AgentDesk, names: WireNames, ids: readonly string[]): Record<string, Deed> {
  return {
    GET: async (peer) => desk.get(names, peer, await desk.meant(ids)),
    DELETE: async (peer) => desk.deregister(names, peer, await desk.meant(ids)),
  };
}

function orchestratorWrites(
  desk: OrchestratorDesk,
  path: WirePath,
  request: FastifyRequest,
): Record<string, Deed> | null {
  if (path.rest === "register") return { POST: (peer) => desk.register(peer, bodyOf(request)) };
  const beating = path.beating?.[0];
  return beating === undefined ? null : { POST: (peer) => desk.heartbeat(peer, beating) };
}

function orchestratorReads(desk: OrchestratorDesk, path: WirePath): Record<string, Deed> {
  if (path.segments.length === 1) return { GET: (peer) => desk.list(peer) };
  return { GET: (peer) => desk.get(peer, path.rest), DELETE: (peer) => desk.deregister(peer, path.rest) };
}

async function health(desk: AgentDesk): Promise<Record<string, unknown>> {
  const { registered, active } = await desk.counts();
  return {
    status: "healthy",
    registered_agents: registered,
    active_agents: active,
    registered_deployments: registered,
    active_deployments: active,
  };
}

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function includeDead(query: URLSearchParams): boolean {
  const value = query.get("include_dead");
  const word = value?.toLowerCase() ?? "false";
  if (TRUE.has(word)) return true;
  if (FALSE.has(word)) return false;
  const msg = "Input should be a valid boolean, unable to interpret input";
  throw new WireError(422, [{ type: "bool_parsing", loc: ["query", "include_dead"], msg, input: value }]);
}
