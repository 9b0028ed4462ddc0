import http from "node:http";
import { createGuardedClient } from "@/server/platform/http/guarded-client";
import { parseIpAddress, parseIpNetwork } from "@/server/platform/http/ip-address";
import { log } from "@/server/platform/log";

export type Canary = { state: () => "ok" | "failed"; look: () => Promise<void>; stop: () => void };

const TIMEOUT_MS = 2_000;
const FAILURES = 2;

/** A server of our own that must always be reachable: where it is not, the prober sees nothing else rightly either. */
export async function startCanary(): Promise<Canary> {
  const server = http.createServer((_request, response) => void response.end("ok"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the canary does not listen on a port");
  const url = `http://127.0.0.1:${address.port}/`;
  const call = loopbackClient();
  let failures = 0;
  return {
    state: () => (failures >= FAILURES ? "failed" : "ok"),
    async look() {
      await call(url, { policy: "fleet", timeoutMs: TIMEOUT_MS }).then(
        () => {
          failures = 0;
        },
        (error: unknown) => {
          failures += 1;
          log().warn({ err: error }, "the prober cannot reach itself");
        },
      );
    },
    stop: () => void server.close(),
  };
}

function loopbackClient() {
  const networks = ["127.0.0.1/32"].map(parseIpNetwork).filter((network) => network !== null);
  const resolve = async (hostname: string) => [parseIpAddress(hostname)].filter((address) => address !== null);
  return createGuardedClient({
    policyNamed: async (name) => ({ name, networks, openToAll: false, forbidden: [] }),
    resolve,
  });
}
