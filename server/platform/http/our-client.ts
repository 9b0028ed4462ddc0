import { networkInterfaces } from "node:os";
import { pool } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import type { AddressPolicy } from "./address-policy";
import { createGuardedClient, type GuardedFetch } from "./guarded-client";
import type { IpAddress } from "./ip-address";
import { outboundPolicies } from "./outbound-policies";
import { createSystemResolver } from "./resolver";

type Policies = Record<"fleet" | "operator", AddressPolicy>;

/** Key in `setting`: networks that an admin allowed for agents, besides MUSTER_FLEET_NETWORKS; a JSON list of text. */
export const ALLOWED_NETWORKS_KEY = "outbound.fleetNetworks";

const KEEP_MS = 2_000;
const resolve = createSystemResolver();
let current: { policies: Promise<Policies>; until: number } | null = null;

/** The policy in force. What an admin allowed takes effect within two seconds in every process. */
export async function outboundPolicy(name: "fleet" | "operator"): Promise<AddressPolicy> {
  const now = performance.now();
  if (!current || current.until <= now) {
    const policies = loadPolicies();
    current = { policies, until: now + KEEP_MS };
    policies.catch(forgetOutboundPolicies);
  }
  return (await current.policies)[name];
}

/** Makes the next call read the policies anew. */
export function forgetOutboundPolicies(): void {
  current = null;
}

/** Every outbound HTTP call of Muster goes through here. */
export const guardedFetch: GuardedFetch = createGuardedClient({ policyNamed: outboundPolicy, resolve });

async function loadPolicies(): Promise<Policies> {
  const { fleetNetworks, operatorNetworks, port, registryPort } = env();
  const [allowed, database] = await Promise.all([allowedNetworks(), databaseEndpoint()]);
  return outboundPolicies({
    fleetNetworks: [...fleetNetworks, ...allowed],
    operatorNetworks,
    ownPorts: [port, registryPort],
    ownAddresses: ["127.0.0.1", "::1", ...localAddresses()],
    database,
  });
}

async function allowedNetworks(): Promise<string[]> {
  const { rows } = await pool().query<{ network: string }>(
    `SELECT allowed.network FROM setting s,
       jsonb_array_elements_text(CASE WHEN jsonb_typeof(s.value) = 'array' THEN s.value ELSE '[]' END) AS allowed(network)
      WHERE s.key = $1`,
    [ALLOWED_NETWORKS_KEY],
  );
  return rows.map((row) => row.network);
}

async function databaseEndpoint(): Promise<{ addresses: IpAddress[]; port: number } | null> {
  const { databaseDirectUrl } = env();
  if (!databaseDirectUrl || !URL.canParse(databaseDirectUrl)) return null;
  const { hostname, port } = new URL(databaseDirectUrl);
  // A name that does not resolve now is no address that could be called now.
  const addresses = await resolve(hostname.replace(/^\[|\]$/g, "")).catch(() => []);
  return { addresses, port: Number(port || 5432) };
}

function localAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map((entry) => entry.address));
}
