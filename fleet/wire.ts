import http from "node:http";
import https from "node:https";

const TIMEOUT_MS = 10_000;

export interface WireRequest {
  method: "GET" | "POST" | "DELETE";
  url: string;
  authorization: string | null;
  body?: unknown;
}

/** Status of the answer. A new connection each time, and `Content-Length: 0` without a body, as the agents' client does. */
export function statusOf({ method, url, authorization, body }: WireRequest): Promise<number> {
  const payload = body === undefined ? "" : JSON.stringify(body);
  const headers: http.OutgoingHttpHeaders = { accept: "*/*" };
  if (method === "POST") headers["content-length"] = Buffer.byteLength(payload);
  if (payload) headers["content-type"] = "application/json";
  if (authorization) headers.authorization = authorization;
  const { request } = url.startsWith("https:") ? https : http;
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers, agent: false, timeout: TIMEOUT_MS }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
      response.once("error", reject);
    });
    call.once("timeout", () => call.destroy(new Error(`no answer from ${new URL(url).host} within 10 s`)));
    call.once("error", reject);
    call.end(payload);
  });
}
