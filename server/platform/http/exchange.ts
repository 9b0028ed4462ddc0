import http, { type ClientRequest, type IncomingMessage } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { GuardedRequest } from "./guarded-client";
import { HttpFault, toHttpFault } from "./http-fault";
import { formatIpAddress, type IpAddress, parseIpAddress } from "./ip-address";
import type { TargetUrl } from "./target-url";

export type HttpAnswer = {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** From the moment the socket was opened to the last byte. */
  ms: number;
  /** The address that answered. */
  address: string;
};

const MAX_HEADER_BYTES = 16 * 1024;
const DEFAULT_MAX_BYTES = 1024 * 1024;

/** One request on one new connection to one address that was judged before. */
export function exchange(
  target: TargetUrl,
  address: IpAddress,
  options: GuardedRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const peer = `${formatIpAddress(address)}:${target.port}`;
  const headers = requestHeaders(target, options);
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const request = openRequest(target, address, options, headers, signal);
    const fail = (error: unknown) => {
      reject(signal.aborted ? signal.reason : toHttpFault(error, peer));
      request.destroy();
    };
    request.on("error", fail);
    request.on("socket", (socket) => guardPeer(socket, address, fail));
    request.on("upgrade", () => fail(new HttpFault("protocol", `${peer} wants to change the protocol`)));
    request.on("response", (response) => {
      readBody(response, options.maxBytes ?? DEFAULT_MAX_BYTES, peer).then((body) => {
        const ms = Math.round(performance.now() - started);
        const status = response.statusCode ?? 0;
        resolve({ status, headers: flatHeaders(response), body, ms, address: formatIpAddress(address) });
        request.destroy();
      }, fail);
    });
    request.end(options.body);
  });
}

function openRequest(
  target: TargetUrl,
  address: IpAddress,
  options: GuardedRequest,
  headers: Record<string, string>,
  signal: AbortSignal,
): ClientRequest {
  const { url } = target;
  const secure = url.protocol === "https:";
  return (secure ? https : http).request({
    host: formatIpAddress(address),
    port: target.port,
    path: `${url.pathname}${url.search}`,
    method: options.method ?? "GET",
    headers,
    signal,
    // Servers close idle sockets just when the next probe comes: a reused one would fail on healthy agents.
    agent: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    ...(secure && !parseIpAddress(target.hostname) ? { servername: target.hostname } : {}),
  });
}

function requestHeaders(target: TargetUrl, options: GuardedRequest): Record<string, string> {
  const given = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  for (const [name, value] of given) {
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) || /[^\t\u0020-\u007e\u0080-\u00ff]/.test(value)) {
      throw new HttpFault("protocol", `the header ${JSON.stringify(name.slice(0, 50))} holds characters no header may`);
    }
  }
  return {
    "user-agent": "Muster",
    accept: "*/*",
    // Without compression there is no bomb: what is counted is what is read.
    "accept-encoding": "identity",
    connection: "close",
    ...(target.authorization ? { authorization: target.authorization } : {}),
    ...(options.body === undefined ? {} : { "content-length": String(Buffer.byteLength(options.body)) }),
    ...Object.fromEntries(given),
    host: target.url.host,
  };
}

/** Looks once more where the socket really went, for nothing between the judgement and now may change it. */
function guardPeer(socket: Socket, judged: IpAddress, fail: (error: HttpFault) => void): void {
  socket.once("connect", () => {
    const actual = parseIpAddress(socket.remoteAddress ?? "");
    if (!actual || formatIpAddress(actual) !== formatIpAddress(judged)) {
      fail(new HttpFault("policy", `the connection went to ${socket.remoteAddress ?? "nowhere"} instead`));
    }
  });
}

function readBody(response: IncomingMessage, maxBytes: number, peer: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) reject(new HttpFault("too_large", `${peer} sent more than ${maxBytes} bytes`));
      else chunks.push(chunk);
    });
    response.on("end", () => {
      if (response.complete) resolve(Buffer.concat(chunks));
      else reject(new HttpFault("reset", `${peer} broke off in the middle of its answer`));
    });
    response.on("error", reject);
    response.on("aborted", () => reject(new HttpFault("reset", `${peer} broke off in the middle of its answer`)));
  });
}

function flatHeaders(response: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}
