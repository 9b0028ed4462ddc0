import { once } from "node:events";
import http from "node:http";
import { afterEach, expect, test } from "vitest";
import { Presence } from "./presence";

interface Heard {
  line: string;
  headers: http.IncomingHttpHeaders;
}

const open: http.Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function registry(
  statuses: Record<string, number> = {},
): Promise<{ url: string; heard: Heard[]; next: () => Promise<unknown> }> {
  const heard: Heard[] = [];
  const server = http.createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    heard.push({ line, headers: request.headers });
    response.writeHead(statuses[line] ?? 200).end("{}");
    server.emit("heard");
  });
  open.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, heard, next: () => once(server, "heard") };
}

const presenceAt = (registryUrl: string) =>
  new Presence({
    registryUrl,
    authorization: "Basic eA==",
    registerPath: "/agents/register",
    heartbeatPath: "/agents/a/heartbeat",
    leavePath: "/agents/a",
    registration: { agent_id: "a" },
  });

test("an agent registers, sends its first heartbeat at once with no body, and takes its leave", async () => {
  const { url, heard, next } = await registry();
  const presence = presenceAt(url);
  await presence.register();
  while (heard.length < 2) await next();
  await presence.leave();
  expect(heard.map(({ line }) => line)).toEqual([
    "POST /agents/register",
    "POST /agents/a/heartbeat",
    "DELETE /agents/a",
  ]);
  expect(heard[1]?.headers).toMatchObject({ "content-length": "0", authorization: "Basic eA==", connection: "close" });
  expect(heard[1]?.headers).not.toHaveProperty("content-type");
});

test("an agent whose registration was refused never sends a heartbeat", async () => {
  const { url, heard } = await registry({ "POST /agents/register": 401 });
  const presence = presenceAt(url);
  expect(await presence.register()).toBe(false);
  await presence.leave();
  expect(heard.map(({ line }) => line)).toEqual(["POST /agents/register", "DELETE /agents/a"]);
});
