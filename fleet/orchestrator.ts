import { once } from "node:events";
import http from "node:http";
import { Presence } from "./presence";
import type { Settings } from "./settings";

const ORCHESTRATOR_ID = "demo-orchestrator";
const TTL_SECONDS = 300;

/** The orchestrator that started the agents: an endpoint that answers, and its presence in the registry. */
export class Orchestrator {
  readonly #server: http.Server;
  readonly #presence: Presence;

  private constructor(server: http.Server, presence: Presence) {
    this.#server = server;
    this.#presence = presence;
  }

  static async start(settings: Settings, agents: number): Promise<Orchestrator> {
    const server = http.createServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ status: "healthy", agents }));
    });
    server.listen(0, settings.host);
    await once(server, "listening");
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const presence = presenceOf(settings, `http://${settings.host}:${port}`);
    await presence.register();
    return new Orchestrator(server, presence);
  }

  async stop(): Promise<void> {
    await this.#presence.leave();
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

function presenceOf(settings: Settings, endpoint: string): Presence {
  return new Presence({
    registryUrl: settings.registryUrl,
    authorization: settings.registryAuthorization,
    registerPath: "/orchestrator/register",
    heartbeatPath: `/orchestrator/${ORCHESTRATOR_ID}/heartbeat`,
    leavePath: `/orchestrators/${ORCHESTRATOR_ID}`,
    registration: {
      orchestrator_id: ORCHESTRATOR_ID,
      orchestrator_name: "Demo orchestrator",
      orchestrator_type: "configurable-agents",
      api_endpoint: endpoint,
      ttl_seconds: TTL_SECONDS,
    },
  });
}
