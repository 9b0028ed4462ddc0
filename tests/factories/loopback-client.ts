import { createGuardedClient } from "@/server/platform/http/guarded-client";
import { parseIpAddress, parseIpNetwork } from "@/server/platform/http/ip-address";

/** The guarded client with this machine's loopback listed, as the demo lists it. */
export function loopbackClient() {
  const networks = ["127.0.0.1/32"].map(parseIpNetwork).filter((network) => network !== null);
  return createGuardedClient({
    policyNamed: async (name) => ({ name, networks, openToAll: false, forbidden: [] }),
    resolve: async (hostname) => [parseIpAddress(hostname)].filter((address) => address !== null),
  });
}
