import type { GuardedFetch } from "@/server/platform/http";
import type { ProbeOutcome } from "./probes/define-probe";
import { probesByKind } from "./probes/register";
import type { AgentFacts } from "./watched-agent";

/** One look at an agent, as its settings say. */
export async function probeOnce(
  { target, probe }: Pick<AgentFacts, "target" | "probe">,
  tools: { http: GuardedFetch; signal: AbortSignal },
): Promise<ProbeOutcome> {
  const chosen = probesByKind.get(probe.kind);
  if (!chosen) throw new Error(`there is no probe of kind ${probe.kind}`);
  return chosen.look(target, probe, tools);
}
