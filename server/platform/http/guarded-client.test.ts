import http, { type RequestListener } from "node:http";
import net, { type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { AddressPolicy } from "./address-policy";
import { createGuardedClient, type GuardedRequest } from "./guarded-client";
import type { HttpFault } from "./http-fault";
import { type IpNetwork, parseIpAddress, parseIpNetwork } from "./ip-address";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  return address.port;
}

const httpServer = (listener: RequestListener) => listen(http.createServer(listener));
const rawServer = (onConnection: (socket: Socket) => void) => listen(net.createServer(onConnection));

const loopback = ["127.0.0.1/32"].map(parseIpNetwork).filter((n): n is IpNetwork => n !== null);

function client(names: Record<string, string[][]> = {}) {
  const policyNamed = async (name: "fleet" | "operator"): Promise<AddressPolicy> => ({
    name,
    networks: loopback,
    openToAll: name === "operator",
    forbidden: [],
  });
  const asked: string[] = [];
  const fetch = createGuardedClient({
    policyNamed,
    resolve: async (hostname) => {
      asked.push(hostname);
      const answers = names[hostname]?.shift() ?? [hostname];
      return answers.map(parseIpAddress).filter((address) => address !== null);
    },
  });
  const call = (url: string, options: Partial<GuardedRequest> = {}) =>
    fetch(url, { policy: "fleet", timeoutMs: 1_000, maxBytes: 64 * 1024, ...options });
  const fault = (url: string, options: Partial<GuardedRequest> = {}): Promise<HttpFault> =>
    call(url, options).then(
      () => Promise.reject(new Error("the call was answered")),
      (error: HttpFault) => error,
    );
  return { call, fault, asked };
}

describe("a healthy peer", () => {
  it("gets one request on a connection of its own and is answered in full", async () => {
    const port = await httpServer((request, response) => {
      response.setHeader("x-host", request.headers.host ?? "");
      response.end(JSON.stringify({ encoding: request.headers["accept-encoding"], method: request.method }));
    });
    const answer = await client({ agent: [["127.0.0.1"]] }).call(`http://agent:${port}/health`);
    expect(answer.status).toBe(200);
    expect(answer.headers["x-host"]).toBe(`agent:${port}`);
    expect(JSON.parse(answer.body.toString())).toEqual({ encoding: "identity", method: "GET" });
    expect(answer.address).toBe("127.0.0.1");
  });

  it("gets a body with its length", async () => {
    const port = await httpServer((request, response) => void request.pipe(response));
    const body = JSON.stringify({ topic: "grüße" });
    const answer = await client().call(`http://127.0.0.1:${port}/run`, { method: "POST", body });
    expect(answer.body.toString()).toBe(body);
  });

  it("answers errors as answers, and a redirect to metadata is not followed", async () => {
    const port = await httpServer((_request, response) => {
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end();
    });
    const { call, asked } = client();
    const answer = await call(`http://127.0.0.1:${port}/`);
    expect(answer.status).toBe(302);
    expect(asked).toEqual(["127.0.0.1"]);
  });
});

describe("credentials in the URL", () => {
  it("become a Basic header for people's addresses", async () => {
    const port = await httpServer((request, response) => void response.end(request.headers.authorization));
    const answer = await client().call(`http://agent:p%40ss%@127.0.0.1:${port}/`, { policy: "operator" });
    expect(answer.body.toString()).toBe(`Basic ${Buffer.from("agent:p@ss%").toString("base64")}`);
  });

  it("are refused in an agent's address", async () => {
    expect(await client().fault("http://u:p@127.0.0.1:1/")).toMatchObject({ faultClass: "policy" });
  });
});

const FAULTY_ANSWERS: [string, (socket: Socket) => unknown, string][] = [
  ["resets", (socket: Socket) => socket.resetAndDestroy(), "reset"],
  ["hangs up without a word", (socket: Socket) => socket.end(), "reset"],
  ["speaks another protocol", (socket: Socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"), "protocol"],
  [
    "breaks off in the body",
    (socket: Socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc"),
    "reset",
  ],
  [
    "changes the protocol",
    (socket: Socket) => socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
    "protocol",
  ],
  [
    "sends 100,000 headers",
    (socket: Socket) => socket.write(`HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(100_000)}\r\n`),
    "too_large",
  ],
];

describe("a hostile peer", () => {
  it.each([
    ["never says a word", () => undefined],
    [
      "drips a byte of its headers",
      (socket: Socket) => {
        socket.write("HTTP/1.1 200 OK\r\nx: ");
        const drip = setInterval(() => socket.write("y"), 20);
        socket.on("close", () => clearInterval(drip));
      },
    ],
    [
      "drips a byte of its body",
      (socket: Socket) => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n");
        const drip = setInterval(() => socket.write("y"), 20);
        socket.on("close", () => clearInterval(drip));
      },
    ],
    [
      "goes on saying that it continues",
      (socket: Socket) => {
        const drip = setInterval(() => socket.write("HTTP/1.1 100 Continue\r\n\r\n"), 20);
        socket.on("close", () => clearInterval(drip));
      },
    ],
  ])("that %s is left at the deadline", async (_title, onConnection) => {
    const port = await rawServer(onConnection);
    const started = performance.now();
    expect(await client().fault(`http://127.0.0.1:${port}/`, { timeoutMs: 250 })).toMatchObject({
      faultClass: "timeout",
      message: "no complete answer within 250 ms",
    });
    expect(performance.now() - started).toBeLessThan(900);
  });

  it.each(FAULTY_ANSWERS)("that %s is a fault", async (_title, answer, faultClass) => {
    const port = await rawServer((socket) => socket.once("data", () => answer(socket)));
    expect(await client().fault(`http://127.0.0.1:${port}/`)).toMatchObject({ faultClass });
  });

  it("that sends a body without end is cut at the cap", async () => {
    const port = await httpServer((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16 * 1024)));
      };
      response.on("drain", more);
      more();
    });
    expect(await client().fault(`http://127.0.0.1:${port}/`)).toMatchObject({ faultClass: "too_large" });
  });

  it("that sends a bomb is never unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
    const port = await httpServer((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    });
    const answer = await client().call(`http://127.0.0.1:${port}/`);
    expect(answer.body.length).toBe(bomb.length);
  });

  it("that is not there refuses", async () => {
    const port = await rawServer(() => undefined);
    closers.splice(0).forEach((close) => {
      close();
    });
    expect(await client().fault(`http://127.0.0.1:${port}/`)).toMatchObject({
      faultClass: "refused",
      message: `127.0.0.1:${port} refused the connection`,
    });
  });

  it("without TLS fails an https call as TLS", async () => {
    const port = await httpServer((_request, response) => void response.end());
    expect(await client().fault(`https://127.0.0.1:${port}/`)).toMatchObject({ faultClass: "tls" });
  });
});

describe("names", () => {
  it("are resolved once and the judged address is the one called, whatever the name says next", async () => {
    const port = await httpServer((_request, response) => void response.end("ok"));
    const { call, fault, asked } = client({ rebind: [["127.0.0.1"], ["169.254.169.254"]] });
    expect((await call(`http://rebind:${port}/`)).address).toBe("127.0.0.1");
    expect(asked).toEqual(["rebind"]);
    expect(await fault(`http://rebind:${port}/`)).toMatchObject({ faultClass: "policy" });
  });

  it("with one forbidden address among several are not called at all", async () => {
    const names = { two: [["127.0.0.1", "169.254.169.254"]] };
    expect(await client(names).fault("http://two:80/")).toMatchObject({
      faultClass: "policy",
      message: "169.254.169.254 is a cloud metadata address",
    });
  });

  it("with an address that is merely not listed are called at the listed one", async () => {
    const port = await httpServer((_request, response) => void response.end("ok"));
    expect((await client({ both: [["::1", "127.0.0.1"]] }).call(`http://both:${port}/`)).address).toBe("127.0.0.1");
  });

  it("that take too long to resolve fall under the same deadline", async () => {
    const fetch = createGuardedClient({
      policyNamed: async (name) => ({ name, networks: [], openToAll: true, forbidden: [] }),
      resolve: () => new Promise(() => undefined),
    });
    await expect(fetch("http://slow/", { policy: "fleet", timeoutMs: 50 })).rejects.toMatchObject({
      faultClass: "timeout",
    });
  });
});

describe("what is never sent", () => {
  it.each([
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "ftp://127.0.0.1/",
    "javascript:alert(1)",
    "http://127.0.0.1:1/a\r\nHost: x",
    "http://127.0.0.1:1/\tb",
    "not a url",
    "",
  ])("a request to %j", async (url) => {
    expect(await client().fault(url)).toMatchObject({ faultClass: "policy" });
  });

  it.each([
    ["http://0xa9fea9fe/", "169.254.169.254"],
    ["http://2852039166/", "169.254.169.254"],
    ["http://0251.0376.0251.0376/", "169.254.169.254"],
    ["http://169.254.43518/", "169.254.169.254"],
    ["http://[::ffff:169.254.169.254]/", "::ffff:a9fe:a9fe"],
    ["http://[64:ff9b::169.254.169.254]/", "64:ff9b::a9fe:a9fe"],
    ["http://①⑥⑨.254.169.254/", "169.254.169.254"],
  ])("a request to %s", async (url, shown) => {
    expect(await client().fault(url)).toMatchObject({
      faultClass: "policy",
      message: `${shown} is a cloud metadata address`,
    });
  });

  it.each([
    ["x-a", "b\r\nx-c: d"],
    ["x-a\r\nx-b", "c"],
    ["x-a", "nul\u0000"],
    ["x a", "b"],
  ])("a header %j: %j", async (name, value) => {
    expect(await client().fault("http://127.0.0.1:1/", { headers: { [name]: value } })).toMatchObject({
      faultClass: "protocol",
    });
  });

  it("an answer to a caller who has gone", async () => {
    const port = await rawServer(() => undefined);
    const controller = new AbortController();
    const call = client().call(`http://127.0.0.1:${port}/`, { signal: controller.signal });
    controller.abort(new Error("the page was left"));
    await expect(call).rejects.toThrow("the page was left");
  });
});
