import type { Answer } from "@/components/shell/api-client";
import { formatDuration } from "@/components/ui/format-duration";
import { harmless } from "@/components/ui/hostile-text";
import type { contract } from "@/server/health/contract";

export type ProbeOutcome = Answer<typeof contract.probeAgent>;

/** What one look showed, in words. */
export function probeWords({ outcome, latencyMs, error, address }: ProbeOutcome): string {
  const why = harmless(error ?? "", 300);
  const took = latencyMs === null ? "" : ` in ${formatDuration(latencyMs)}`;
  if (outcome === "ok") return `answered${took} at ${harmless(address, 200)}`;
  if (outcome === "degraded") return `answered${took} and ${why || "calls itself degraded"}`;
  if (outcome === "not_allowed") return `was not called: ${why || "the address is not allowed"}`;
  return why || "did not answer";
}
