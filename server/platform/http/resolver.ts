import { lookup } from "node:dns/promises";
import { HttpFault } from "./http-fault";
import { type IpAddress, parseIpAddress } from "./ip-address";

/** All addresses of a name, in the order in which they should be tried. */
export type Resolver = (hostname: string) => Promise<IpAddress[]>;

const KEEP_MS = 5_000;

/**
 * The system's resolver (hosts file, search domains, container names), one query in flight a name: getaddrinfo has
 * four threads, and a fleet behind one name would otherwise queue for them.
 */
export function createSystemResolver(query: (hostname: string) => Promise<string[]> = systemLookup): Resolver {
  const known = new Map<string, { answer: Promise<IpAddress[]>; until: number }>();
  return (hostname) => {
    const literal = parseIpAddress(hostname);
    if (literal) return Promise.resolve([literal]);
    const now = performance.now();
    const hit = known.get(hostname);
    if (hit && hit.until > now) return hit.answer;
    const answer = query(hostname).then((found) => toAddresses(found, hostname));
    known.set(hostname, { answer, until: now + KEEP_MS });
    answer.catch(() => known.delete(hostname));
    if (known.size > 20_000) dropExpired(known, now);
    return answer;
  };
}

async function systemLookup(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true, order: "ipv4first" }).catch((error: unknown) => {
    throw new HttpFault("dns", `the name ${hostname} does not resolve`, { cause: error });
  });
  return found.map((entry) => entry.address);
}

function toAddresses(found: string[], hostname: string): IpAddress[] {
  const addresses = found.map(parseIpAddress).filter((address): address is IpAddress => address !== null);
  if (addresses.length === 0) throw new HttpFault("dns", `the name ${hostname} has no address`);
  return addresses;
}

function dropExpired(known: Map<string, { until: number }>, now: number): void {
  for (const [hostname, entry] of known) if (entry.until <= now) known.delete(hostname);
}
