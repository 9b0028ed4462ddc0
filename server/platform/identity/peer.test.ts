import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, expect, test } from "vitest";
import { isFromLoopback, peerOf, stampPeers } from "./peer";

beforeAll(stampPeers);

/** The headers that a server of this process sees when a client sends these. */
async function seen(sent: Record<string, string>): Promise<Headers> {
  let arrived: IncomingHttpHeaders = {};
  const server = createServer((incoming, response) => {
    arrived = incoming.headers;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve, reject) => {
    request({ port, host: "127.0.0.1", headers: sent }, (response) => response.resume().on("end", resolve))
      .on("error", reject)
      .end();
  });
  await new Promise((resolve) => server.close(resolve));
  return new Headers(Object.entries(arrived).map(([name, value]) => [name, String(value)]));
}

test("the socket's address stands, whatever the client says", async () => {
  const headers = await seen({
    "x-forwarded-for": "203.0.113.7",
    "x-muster-peer": "203.0.113.8",
    "x-muster-direct": "yes",
  });
  expect(peerOf(headers)).toBe("127.0.0.1");
  expect(isFromLoopback(headers)).toBe(false);
});

test("a request without a forwarding header comes from this machine itself", async () => {
  expect(isFromLoopback(await seen({}))).toBe(true);
});

test.each(["forwarded", "x-real-ip", "x-forwarded-host"])("one with %s came through a proxy", async (name) => {
  expect(isFromLoopback(await seen({ [name]: "127.0.0.1" }))).toBe(false);
});
