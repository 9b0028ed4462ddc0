/** An IPv4 or IPv6 address as a number, so that every spelling of it compares equal. */
export type IpAddress = { family: 4 | 6; value: bigint };

export type IpNetwork = IpAddress & { prefix: number };

/**
 * Reads an address in any spelling that a resolver or a C library would take: dotted, decimal, octal and hexadecimal
 * IPv4 of one to four parts, IPv6 with brackets, an embedded dotted tail or a zone. Null for what is a name.
 */
export function parseIpAddress(text: string): IpAddress | null {
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  return bare.includes(":") ? parseIpv6(bare.split("%", 1)[0] ?? "") : parseIpv4(bare);
}

export function formatIpAddress({ family, value }: IpAddress): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - i * 16)) & 0xffffn).toString(16));
  const zeros = longestZeroRun(groups);
  if (zeros.length < 2) return groups.join(":");
  return `${groups.slice(0, zeros.start).join(":")}::${groups.slice(zeros.start + zeros.length).join(":")}`;
}

/** Reads `10.0.0.0/8`, `fc00::/7` or a single address. Null when it is neither or the prefix is out of range. */
export function parseIpNetwork(text: string): IpNetwork | null {
  const [address = "", prefixText, ...rest] = text.trim().split("/");
  const parsed = parseIpAddress(address);
  if (!parsed || rest.length > 0) return null;
  const width = parsed.family === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? width : /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : -1;
  if (prefix < 0 || prefix > width) return null;
  return { ...parsed, prefix };
}

export function networkContains(network: IpNetwork, address: IpAddress): boolean {
  if (network.family !== address.family) return false;
  const hostBits = BigInt((network.family === 4 ? 32 : 128) - network.prefix);
  return network.value >> hostBits === address.value >> hostBits;
}

const MAPPED = network("::ffff:0:0/96");
const TRANSLATED = network("::ffff:0:0:0/96");
const COMPATIBLE = network("::/96");
const NAT64 = network("64:ff9b::/96");
const NAT64_LOCAL = network("64:ff9b:1::/48");
const SIX_TO_FOUR = network("2002::/16");
const TEREDO = network("2001::/32");

/**
 * The IPv4 addresses that packets to this IPv6 address may end at (RFC 4291, 6052, 8215, 3056, 4380); empty where it
 * embeds none. `::` and `::1` stay themselves although they lie in the IPv4-compatible block.
 */
export function embeddedIpv4(address: IpAddress): IpAddress[] {
  if (address.family === 4 || address.value <= 1n) return [];
  const { value } = address;
  const last = ipv4(value);
  if ([MAPPED, TRANSLATED, COMPATIBLE, NAT64].some((block) => networkContains(block, address))) return [last];
  if (networkContains(NAT64_LOCAL, address)) return [last, ipv4(((value >> 64n) << 16n) | ((value >> 40n) & 0xffffn))];
  if (networkContains(SIX_TO_FOUR, address)) return [ipv4(value >> 80n)];
  if (networkContains(TEREDO, address)) return [ipv4(value >> 64n), ipv4(~value)];
  return [];
}

function ipv4(value: bigint): IpAddress {
  return { family: 4, value: BigInt.asUintN(32, value) };
}

function network(text: string): IpNetwork {
  const parsed = parseIpNetwork(text);
  if (!parsed) throw new Error(`not a network: ${text}`);
  return parsed;
}

function parseIpv4(text: string): IpAddress | null {
  const parts = text.replace(/\.$/, "").split(".");
  if (parts.length > 4) return null;
  const numbers = parts.map(parseIpv4Part);
  if (numbers.some((n) => n === null)) return null;
  const values = numbers.filter((n): n is bigint => n !== null);
  const tail = values.pop() ?? 0n;
  const tailLimit = 256n ** BigInt(4 - values.length);
  if (values.some((n) => n > 255n) || tail >= tailLimit) return null;
  return ipv4(values.reduce((sum, n, i) => sum + n * 256n ** BigInt(3 - i), tail));
}

function parseIpv4Part(text: string): bigint | null {
  if (/^0x[0-9a-f]*$/i.test(text)) return text.length === 2 ? 0n : BigInt(text);
  if (/^0[0-7]+$/.test(text)) return BigInt(`0o${text.slice(1)}`);
  return /^(0|[1-9]\d{0,9})$/.test(text) ? BigInt(text) : null;
}

function parseIpv6(text: string): IpAddress | null {
  const halves = withHexTail(text)?.split("::");
  if (!halves || halves.length > 2) return null;
  const head = splitGroups(halves[0]);
  const tail = splitGroups(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array<string>(Math.max(0, missing)).fill("0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return { family: 6, value: groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) };
}

function withHexTail(text: string): string | null {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (!dotted) return text.includes(".") ? null : text;
  const tail = parseIpv4(dotted[2] ?? "");
  return tail && `${dotted[1]}${(tail.value >> 16n).toString(16)}:${(tail.value & 0xffffn).toString(16)}`;
}

function splitGroups(half: string | undefined): string[] {
  return half ? half.split(":") : [];
}

function longestZeroRun(groups: string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  groups.forEach((group, index) => {
    length = group === "0" ? length + 1 : 0;
    if (length > best.length) best = { start: index - length + 1, length };
  });
  return best;
}
