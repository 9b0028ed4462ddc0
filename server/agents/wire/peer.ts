import type { BlockList } from "node:net";
import { hasRole } from "@/server/platform/context";
import { lookUpToken } from "@/server/platform/identity";
import { blockList, covers } from "@/server/platform/identity/address";

export const DEFAULT_ENVIRONMENT = "00000000-0000-7000-8000-000000000001";

/** Who speaks to the registry. */
export type Peer =
  | {
      kind: "token";
      tokenId: string;
      environmentId: string;
      maxAgents: number | null;
      readsAll: boolean;
      address: string;
    }
  | { kind: "stranger"; address: string }
  | { kind: "refused"; reason: string; address: string };

/** Basic (the password is the token) and Bearer; agent tokens, and API tokens of operators and admins. */
export async function identifyPeer(authorization: string | undefined, address: string): Promise<Peer> {
  if (authorization === undefined) return { kind: "stranger", address };
  const token = tokenOf(authorization);
  const row = token === null ? null : await lookUpToken(token);
  if (!row) return { kind: "refused", reason: "the token is not known, was revoked or has ended", address };
  if (row.kind === "agent" && row.environmentId !== null) {
    if (row.networks.length > 0 && !covers(networksOf(row.networks), address))
      return { kind: "refused", reason: `the token may not be used from ${address}`, address };
    return {
      kind: "token",
      tokenId: row.id,
      environmentId: row.environmentId,
      maxAgents: row.maxAgents,
      readsAll: false,
      address,
    };
  }
  const actor = row.role === null ? null : ({ kind: "token", id: row.id, name: row.name, role: row.role } as const);
  if (actor === null || !hasRole(actor, "operator"))
    return { kind: "refused", reason: "an API token needs the role operator here", address };
  return {
    kind: "token",
    tokenId: row.id,
    environmentId: DEFAULT_ENVIRONMENT,
    maxAgents: null,
    readsAll: true,
    address,
  };
}

function tokenOf(authorization: string): string | null {
  const [scheme = "", value = ""] = authorization.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === "bearer") return value === "" ? null : value;
  if (scheme.toLowerCase() !== "basic") return null;
  const pair = Buffer.from(value, "base64").toString("utf8");
  const at = pair.indexOf(":");
  return at === -1 ? null : pair.slice(at + 1) || null;
}

const lists = new Map<string, BlockList>();

function networksOf(networks: readonly string[]): BlockList {
  const key = networks.join(",");
  const held = lists.get(key) ?? blockList(networks);
  lists.set(key, held);
  return held;
}
