import type { AddressPolicy, ForbiddenEndpoint } from "./address-policy";
import { type IpAddress, type IpNetwork, parseIpAddress, parseIpNetwork } from "./ip-address";

export type OutboundSettings = {
  fleetNetworks: string[];
  /** Loopback networks that people's addresses may lie in. */
  operatorNetworks: string[];
  ownPorts: number[];
  ownAddresses: string[];
  database: { addresses: IpAddress[]; port: number } | null;
};

/** The two policies of every outbound call. Our own listeners are closed to agents; our database to everybody. */
export function outboundPolicies(settings: OutboundSettings): Record<"fleet" | "operator", AddressPolicy> {
  const database: ForbiddenEndpoint[] = settings.database ? [{ ...settings.database, what: "Muster's database" }] : [];
  const addresses = settings.ownAddresses.map(parseIpAddress).filter((address) => address !== null);
  const own = settings.ownPorts.map((port) => ({ addresses, port, what: "Muster itself" }));
  return {
    fleet: {
      name: "fleet",
      networks: parseNetworks(settings.fleetNetworks),
      openToAll: false,
      forbidden: [...database, ...own],
    },
    operator: {
      name: "operator",
      networks: parseNetworks(settings.operatorNetworks),
      openToAll: true,
      forbidden: database,
    },
  };
}

function parseNetworks(texts: string[]): IpNetwork[] {
  return texts.map(parseIpNetwork).filter((network) => network !== null);
}
