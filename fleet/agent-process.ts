import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type http from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { agentServer, type Mood } from "./agent-server";
import type { Disturbance } from "./disturbances";
import { ExecutionRecorder } from "./execution-recorder";
import { pauseBeforeNext } from "./live-pace";
import { type AgentMessage, isKeeperMessage } from "./messages";
import { Presence } from "./presence";
import { randomFor } from "./random";
import { type Agent, roster } from "./roster";
import { Runner } from "./runner";
import type { Settings } from "./settings";

const TTL_SECONDS = 60;

/** One agent, as a process of its own: serves, registers, sends heartbeats and works until the keeper ends it. */
export async function runAgent(settings: Settings, agentId: string, wishedPort: number): Promise<void> {
  const agents = roster(settings.seed);
  const agent = agents.find((each) => each.agentId === agentId);
  if (!agent) throw new Error(`No agent is called ${agentId}`);
  const mood: Mood = { degraded: false, hung: false };
  const recorder = new ExecutionRecorder(settings);
  const runner = new Runner(agent, settings.seed, recorder);
  const server = agentServer(agent, runner, mood);
  const port = await listen(server, settings.host, wishedPort);
  const presence = presenceOf(settings, agent, port);
  obeyKeeper({
    disturb: (disturbance) => {
      applyDisturbance(disturbance, { mood, runner, presence, server });
    },
    beginWork: () => void workForEver(runner, mood, settings.seed, agents.length),
    stop: async () => {
      await presence.leave();
      process.exit(0);
    },
  });
  tellKeeper({ kind: "listening", port });
  await presence.register();
}

function presenceOf(settings: Settings, agent: Agent, port: number): Presence {
  const path = `/agents/${encodeURIComponent(agent.agentId)}`;
  const { agentId, workflow, region, version, peace } = agent;
  const metadata = { agent_id: agentId, workflow, region, version, left_in_peace: peace, started_at: new Date() };
  return new Presence({
    registryUrl: settings.registryUrl,
    authorization: settings.registryAuthorization,
    registerPath: "/agents/register",
    heartbeatPath: `${path}/heartbeat`,
    leavePath: path,
    registration: {
      agent_id: agentId,
      agent_name: agent.name,
      host: settings.host,
      port,
      ttl_seconds: TTL_SECONDS,
      metadata: JSON.stringify(metadata),
    },
  });
}

async function listen(server: http.Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    if (port === 0) throw error;
    return listen(server, host, 0);
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The agent's server has no port");
  return address.port;
}

interface Disturbed {
  mood: Mood;
  runner: Runner;
  presence: Presence;
  server: http.Server;
}

function applyDisturbance(disturbance: Disturbance | null, { mood, runner, presence, server }: Disturbed): void {
  const wasHung = mood.hung;
  mood.degraded = disturbance === "degraded";
  mood.hung = disturbance === "hung";
  runner.setProviderFails(mood.degraded);
  presence.setSilent(disturbance === "silent" || mood.hung);
  if (wasHung && !mood.hung) server.closeAllConnections();
}

async function workForEver(runner: Runner, mood: Mood, seed: number, agents: number): Promise<void> {
  const random = randomFor(seed, `work:${randomUUID()}`);
  const begun = Date.now();
  while (true) {
    await delay(pauseBeforeNext(random, agents, Date.now() - begun));
    if (!mood.hung) await runner.run();
  }
}

interface Orders {
  disturb(disturbance: Disturbance | null): void;
  beginWork(): void;
  stop(): Promise<void>;
}

function obeyKeeper(orders: Orders): void {
  const stopOnce = onlyOnce(orders.stop);
  process.on("message", (message) => {
    if (!isKeeperMessage(message)) return;
    if (message.kind === "disturb") orders.disturb(message.disturbance);
    else if (message.kind === "begin-work") orders.beginWork();
    else stopOnce();
  });
  process.on("disconnect", () => process.exit(0));
  process.on("SIGTERM", stopOnce);
  process.on("SIGINT", stopOnce);
}

function onlyOnce(deed: () => Promise<void>): () => void {
  let begun = false;
  return () => {
    if (!begun) void deed();
    begun = true;
  };
}

function tellKeeper(message: AgentMessage): void {
  process.send?.(message);
}
