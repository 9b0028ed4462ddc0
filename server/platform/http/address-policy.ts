import { embeddedIpv4, type IpAddress, type IpNetwork, networkContains, parseIpNetwork } from "./ip-address";

/** What may be called: every field is data, so that a policy can be shown, tested and explained. */
export type AddressPolicy = {
  name: "fleet" | "operator";
  /** Empty means "anywhere that is not forbidden"; loopback needs to be listed either way. */
  networks: IpNetwork[];
  openToAll: boolean;
  forbidden: ForbiddenEndpoint[];
};

/** A listener of ours that nobody may reach through us. `host` null stands for every address of this machine. */
export type ForbiddenEndpoint = { addresses: IpAddress[]; port: number; what: string };

/** `never`: no setting opens it. `unlisted`: an admin could allow it. */
export type AddressVerdict = { allowed: true } | { allowed: false; how: "never" | "unlisted"; reason: string };

const NEVER: { what: string; networks: IpNetwork[] }[] = [
  { what: "a cloud metadata address", networks: listed("169.254.169.254 169.254.170.2 100.100.100.200 168.63.129.16") },
  { what: "a cloud metadata address", networks: listed("192.0.0.192 fd00:ec2::254 fd20:ce::254") },
  { what: "a link-local address", networks: listed("169.254.0.0/16 fe80::/10") },
  { what: "an unspecified address", networks: listed("0.0.0.0/8 ::") },
  { what: "a multicast or reserved address", networks: listed("224.0.0.0/3 ff00::/8") },
];
const LOOPBACK = listed("127.0.0.0/8 ::1");

/** Judges one address that a name resolved to. Addresses that embed an IPv4 address are judged by that one. */
export function judgeAddress(address: IpAddress, port: number, policy: AddressPolicy): AddressVerdict {
  const embedded = embeddedIpv4(address);
  const verdicts = (embedded.length > 0 ? embedded : [address]).map((target) => judgeTarget(target, port, policy));
  return (
    verdicts.find((verdict) => !verdict.allowed && verdict.how === "never") ??
    verdicts.find((verdict) => !verdict.allowed) ?? { allowed: true }
  );
}

function judgeTarget(target: IpAddress, port: number, policy: AddressPolicy): AddressVerdict {
  const never = NEVER.find((entry) => entry.networks.some((network) => networkContains(network, target)));
  if (never) return { allowed: false, how: "never", reason: `is ${never.what}` };
  const own = policy.forbidden.find((endpoint) => endpoint.port === port && endpoint.addresses.some(isSame(target)));
  if (own) return { allowed: false, how: "never", reason: `is ${own.what}` };
  if (isLoopback(target)) return judgeLoopback(target, policy);
  if (policy.openToAll || policy.networks.some((network) => networkContains(network, target))) return { allowed: true };
  return { allowed: false, how: "unlisted", reason: "is outside the networks allowed for agents" };
}

/** A wide network such as 0.0.0.0/0 does not open loopback: only one that lies inside it says that it is meant. */
function judgeLoopback(target: IpAddress, policy: AddressPolicy): AddressVerdict {
  const meant = policy.networks.some(
    (network) =>
      networkContains(network, target) &&
      LOOPBACK.some((l) => networkContains(l, network) && network.prefix >= l.prefix),
  );
  if (meant) return { allowed: true };
  return { allowed: false, how: "unlisted", reason: "is a loopback address and not listed as allowed" };
}

/** A listener on every address is reached through each of the loopback ones. */
function isSame(target: IpAddress): (other: IpAddress) => boolean {
  return (other) =>
    (other.family === target.family && other.value === target.value) || (isLoopback(other) && isLoopback(target));
}

function isLoopback(address: IpAddress): boolean {
  return LOOPBACK.some((network) => networkContains(network, address));
}

function listed(text: string): IpNetwork[] {
  return text.split(" ").map((entry) => {
    const network = parseIpNetwork(entry);
    if (!network) throw new Error(`not a network: ${entry}`);
    return network;
  });
}
