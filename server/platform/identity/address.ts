import { BlockList, isIP } from "node:net";
import { env } from "@/server/platform/env";

/** The peer as named by trusted proxies only: the last forwarded address that is not itself a trusted proxy. */
export function clientAddress(peer: string | null, forwardedFor: string | null): string | null {
  const direct = peer === null ? null : plain(peer);
  if (!forwardedFor || env().trustedProxies.length === 0) return direct;
  const trusted = blockList(env().trustedProxies);
  if (direct !== null && !covers(trusted, direct)) return direct;
  const hops = forwardedFor.split(",").map((hop) => plain(hop.trim()));
  const stranger = hops.reverse().find((hop) => isIP(hop) !== 0 && !covers(trusted, hop));
  return stranger ?? direct;
}

/** `::ffff:10.0.0.1` is 10.0.0.1. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** A list of networks as CIDR or single addresses. */
export function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

export function covers(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? "ipv6" : "ipv4");
}
