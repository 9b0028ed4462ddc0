import { type IncomingMessage, Server } from "node:http";

/** Set by ourselves on every request, over whatever the client sent under these names. */
const PEER = "x-muster-peer";
const DIRECT = "x-muster-direct";
const FORWARDING = ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded"];

declare global {
  var musterStampsPeers: boolean | undefined;
}

/**
 * Notes on each request which socket it came by. The framework hands on the headers alone and fills x-forwarded-for only
 * where the client did not, so that anybody could name the address that limits and the audit trail go by.
 */
export function stampPeers(): void {
  if (globalThis.musterStampsPeers) return;
  globalThis.musterStampsPeers = true;
  Server.prototype.emit = new Proxy(Server.prototype.emit, {
    apply(emit, server, event: unknown[]) {
      const [name, request] = event;
      if (name === "request" && isRequest(request)) stamp(request);
      return Reflect.apply(emit, server, event);
    },
  });
}

function isRequest(value: unknown): value is IncomingMessage {
  return typeof value === "object" && value !== null && "headers" in value && "socket" in value;
}

function stamp({ headers, socket }: IncomingMessage): void {
  headers[PEER] = socket.remoteAddress ?? "";
  headers[DIRECT] = FORWARDING.some((name) => headers[name] !== undefined) ? "no" : "yes";
}

/** The address of the socket; null outside a server that stamps. */
export function peerOf(headers: Headers): string | null {
  return headers.get(PEER) || null;
}

/** Whether the request came from this machine itself, not through a proxy on it. */
export function isFromLoopback(headers: Headers): boolean {
  const peer = peerOf(headers)?.replace(/^::ffff:/, "") ?? "";
  return headers.get(DIRECT) === "yes" && (peer === "::1" || peer.startsWith("127."));
}
