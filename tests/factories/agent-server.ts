import http from "node:http";

export type AgentServer = {
  port: number;
  /** How often its health was asked for. */
  asked: number;
  answer: { status: number; body: string };
  /** Ends like a killed process: the port refuses. */
  kill: () => Promise<void>;
};

/** A real agent's health page on a real port. `port` 0 takes a free one. */
export async function startAgentServer(port = 0): Promise<AgentServer> {
  const agent: AgentServer = {
    port,
    asked: 0,
    answer: { status: 200, body: JSON.stringify({ status: "healthy" }) },
    kill: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = http.createServer((_request, response) => {
    agent.asked += 1;
    response.writeHead(agent.answer.status, { "content-type": "application/json" }).end(agent.answer.body);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the agent does not listen on a port");
  agent.port = address.port;
  return agent;
}
