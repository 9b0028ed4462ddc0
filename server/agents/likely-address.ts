import { isIP } from "node:net";

type Facts = { seenFrom: string | null; host: string; port: number; addressOverride: string | null };

/**
 * Generated agents often register a host name nobody can resolve. The address they registered from is the likely one;
 * null where that is the one in use.
 */
export function likelyAddress({ seenFrom, host, port, addressOverride }: Facts): string | null {
  if (seenFrom === null || isIP(seenFrom) === 0) return null;
  const likely = isIP(seenFrom) === 6 ? `[${seenFrom}]:${port}` : `${seenFrom}:${port}`;
  const inUse = addressOverride ?? (isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`);
  return likely === inUse ? null : likely;
}
