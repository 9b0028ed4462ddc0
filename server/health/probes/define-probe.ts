import type { z } from "zod";
import type { Address } from "@/server/agents";
import type { GuardedFetch } from "@/server/platform/http";

/**
 * What one look at an agent showed. `soft`: it answers and calls itself degraded. `absent`: it may not be called, so
 * nothing was seen. `words` fit into "probe …" and are the same for all peers; `detail` names the peer.
 */
export type ProbeOutcome =
  | { kind: "ok"; latencyMs: number; words: string; detail: null }
  | { kind: "soft"; latencyMs: number; words: string; detail: string }
  | { kind: "bad"; latencyMs: number | null; words: string; detail: string }
  | { kind: "absent"; latencyMs: null; words: string; detail: string };

export type ProbeTools = { signal: AbortSignal; http: GuardedFetch };

type ProbeDefinition<Config> = {
  kind: string;
  /** Its part of an agent's probe settings; `timeoutMs` is always among them. */
  config: z.ZodType<Config>;
  run(target: Address, tools: ProbeTools & { config: Config }): Promise<ProbeOutcome>;
};

/** A way to look at an agent. It reports what it saw; what that means is decided elsewhere. */
export type Probe = {
  kind: string;
  look(target: Address, settings: unknown, tools: ProbeTools): Promise<ProbeOutcome>;
};

export function defineProbe<Config>({ kind, config, run }: ProbeDefinition<Config>): Probe {
  return { kind, look: async (target, settings, tools) => run(target, { ...tools, config: config.parse(settings) }) };
}
