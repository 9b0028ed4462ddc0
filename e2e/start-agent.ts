import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { newId } from "@/server/platform/ids";

const registry = () => String(process.env.MUSTER_E2E_REGISTRY_URL);

export interface Agent {
  id: string;
  port: number;
  /** Cuts it off as `kill -9` would: nothing answers and nothing beats. */
  kill(): Promise<void>;
  revive(): Promise<void>;
}

/** An agent on a real socket of 127.0.0.1 that registers with a token, under the host it is told to name, and beats each second. */
export async function startAgent(token: string, host = "127.0.0.1"): Promise<Agent> {
  const id = `turning-${newId()}`;
  const headers = { authorization: `Bearer ${token}` };
  let server: Server = answering();
  await listening(server, 0);
  const { port } = server.address() as AddressInfo;
  const body = JSON.stringify({ agent_id: id, agent_name: id, host, port, ttl_seconds: 4 });
  await fetch(`${registry()}/agents/register`, { method: "POST", headers, body });
  const beat = () => void fetch(`${registry()}/agents/${id}/heartbeat`, { method: "POST", headers });
  let timer = setInterval(beat, 1_000);
  return {
    id,
    port,
    async kill() {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    async revive() {
      server = answering();
      await listening(server, port);
      timer = setInterval(beat, 1_000);
    },
  };
}

function answering(): Server {
  return createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.url === "/health") return response.end(JSON.stringify({ status: "healthy" }));
    if (request.url === "/schema")
      return response.end(
        JSON.stringify({
          workflow: "greeting",
          inputs: { name: { type: "str", required: true, description: "whom" } },
          outputs: ["text"],
        }),
      );
    if (request.url === "/run")
      return response.end(
        JSON.stringify({ status: "success", execution_time_ms: 12, outputs: { text: "good morning" } }),
      );
    response.statusCode = 404;
    return response.end("{}");
  });
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
}

/** An agent token that the admin whose page this is makes through the API. */
export async function makeToken({ request }: Page): Promise<string> {
  const made = await request.post("/api/tokens", {
    data: { kind: "agent", name: newId(), environment: "default" },
    headers: { origin: String(process.env.MUSTER_E2E_URL) },
  });
  const { token } = await made.json();
  return token;
}
