import net, { type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import type { Probe, ProbeOutcome } from "@/server/health/probes/define-probe";
import { loopbackClient } from "@/tests/factories/loopback-client";

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Listens on a free port until the test ends. */
export async function listenFor(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    onConnection(socket);
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

export function lookAt(probe: Probe, port: number, host = "127.0.0.1", timeoutMs = 300): Promise<ProbeOutcome> {
  const settings = { kind: probe.kind, enabled: true, path: "/health", intervalMs: 10_000, timeoutMs };
  const tools = { http: loopbackClient(), signal: new AbortController().signal };
  return probe.look({ scheme: "http", host, port, basePath: "" }, settings, tools);
}

/** What every probe owes, whatever it speaks: it ends in time, blames nobody it was not allowed to call, never throws. */
export function keepsTheProbeContract(probe: Probe): void {
  it("calls a peer that hangs bad, in time", async () => {
    const port = await listenFor(() => undefined);
    const started = performance.now();
    expect(await lookAt(probe, port)).toMatchObject({ kind: "bad" });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("calls a peer that resets bad", async () => {
    const port = await listenFor((socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(await lookAt(probe, port)).toMatchObject({ kind: "bad", latencyMs: null });
  });

  it("calls a port that nobody listens on bad", async () => {
    const port = await listenFor(() => undefined);
    for (const close of closers.splice(0)) close();
    expect(await lookAt(probe, port)).toMatchObject({ kind: "bad", words: "refused" });
  });

  it.each(["169.254.169.254", "127.0.0.2", "evil.example/path"])(
    "does not judge %s, which it may not call",
    async (host) => {
      expect(await lookAt(probe, 80, host)).toMatchObject({ kind: "absent" });
    },
  );
}
