import { formatIpAddress, type IpNetwork, parseIpAddress, parseIpNetwork } from "@/server/platform/http";

/** The network's own first address and its prefix: 10.1.2.3/8 is 10.0.0.0/8. */
export function canonicalNetwork({ family, value, prefix }: IpNetwork): string {
  const hostBits = BigInt((family === 4 ? 32 : 128) - prefix);
  return `${formatIpAddress({ family, value: (value >> hostBits) << hostBits })}/${prefix}`;
}

/** What an admin would allow for an address that was refused: its subnet, or loopback alone. Null for no address. */
export function suggestNetwork(text: string): string | null {
  const address = parseIpAddress(text);
  if (!address) return null;
  const loopback = address.family === 4 ? address.value >> 24n === 127n : address.value === 1n;
  const prefix = address.family === 4 ? (loopback ? 32 : 24) : loopback ? 128 : 64;
  return canonicalNetwork({ ...address, prefix });
}

/** Throws nothing: null for what is no network. */
export function readNetwork(text: string): { network: IpNetwork; canonical: string } | null {
  const network = parseIpNetwork(text);
  return network && { network, canonical: canonicalNetwork(network) };
}
