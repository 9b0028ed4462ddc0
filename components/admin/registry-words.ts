import type { RegistryItem } from "./queries";

const OURS = {
  builtin: "Muster's own: agents register here and beat",
  manual: "agents that a person added by their address",
} as const;

type Told = Pick<RegistryItem, "kind" | "url" | "lastError" | "pollIntervalMs">;

/** What a way in is, or what is wrong with it. */
export function registryWords({ kind, url, lastError, pollIntervalMs }: Told): string {
  if (kind !== "mirror") return OURS[kind];
  if (lastError !== null) return lastError;
  return `${url ?? ""}, read every ${pollIntervalMs / 1000} s`;
}
