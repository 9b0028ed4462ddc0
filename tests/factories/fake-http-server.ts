import http from "node:http";

export type FakeAnswer = { status?: number; body?: unknown; hang?: boolean };
export type Received = { method: string; path: string; headers: http.IncomingHttpHeaders; body: string };

export type FakeServer = {
  port: number;
  url: string;
  received: Received[];
  /** Decides each answer; may be replaced at any time. A string body goes out as it stands. */
  answer: (request: Received) => FakeAnswer;
  stop: () => Promise<void>;
};

/** A real server on a real port of this machine; `port` 0 takes a free one. */
export async function startFakeServer(answer: FakeServer["answer"], port = 0): Promise<FakeServer> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const received = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
      fake.received.push(received);
      const { status = 200, body: sent = "", hang = false } = fake.answer(received);
      if (hang) return;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof sent === "string" ? sent : JSON.stringify(sent));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  const fake: FakeServer = {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    received: [],
    answer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
