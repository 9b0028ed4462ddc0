"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { formatDuration } from "@/components/ui/format-duration";
import { harmless } from "@/components/ui/hostile-text";
import { tellDone, tellFailed } from "@/components/ui/toast";
import type { contract as agents } from "@/server/agents/contract";
import type { contract } from "@/server/health/contract";
import type { AgentWish } from "./agent-wish";
import type { PauseWish } from "./pause-wish";
import { type ProbeOutcome, probeWords } from "./probe-words";

/** What a deed on an agent makes old. */
const touched = ["listAgents", "getAgent", "getAgentHealth", "getSummary"];

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => touched.includes(String(queryKey[0])) });
}

export function probeAgent(id: string): Promise<ProbeOutcome> {
  return call<typeof contract.probeAgent>(operations.probeAgent, { params: { id } });
}

/** Looks at one agent now and tells what was seen; the verdict stays the prober's. */
export function useProbe() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => probeAgent(id),
    onSuccess: (outcome, { name }) => {
      tellDone(`${harmless(name, 80)}: ${probeWords(outcome)}`);
      return refresh();
    },
    onError: (error, { name }) => tellFailed(`${harmless(name, 80)} was not probed`, error),
  });
}

/** Stops judging agents; answers once all are paused or throws the first fault, named. */
export function usePause() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ ids, reason, until }: PauseWish & { ids: readonly string[] }) => {
      const body = until === null ? { reason } : { reason, until };
      for (const id of ids) await call<typeof contract.pauseAgent>(operations.pauseAgent, { params: { id }, body });
    },
    onSuccess: (_, { ids }) => tellDone(ids.length === 1 ? "Paused" : `${ids.length} agents paused`),
    onSettled: refresh,
  });
}

/** Judges an agent again. */
export function useResume() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => call<typeof contract.resumeAgent>(operations.resumeAgent, { params: { id } }),
    onSuccess: () => {
      tellDone("Resumed; unknown until it is seen again");
      return refresh();
    },
    onError: (error) => tellFailed("The agent was not resumed", error),
  });
}

/** Looks at several agents, four at a time, and tells how many answered. */
export function useProbeMany() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      const waiting = [...ids];
      const outcomes: ProbeOutcome[] = [];
      const work = async () => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) outcomes.push(await probeAgent(id));
      };
      await Promise.all([work(), work(), work(), work()]);
      return outcomes;
    },
    onSuccess: (outcomes) => {
      const good = outcomes.filter(({ ok }) => ok);
      const slowest = Math.max(0, ...good.map(({ latencyMs }) => latencyMs ?? 0));
      tellDone(`${good.length} of ${outcomes.length} answered, the slowest in ${formatDuration(slowest)}`);
    },
    onError: (error) => tellFailed("Not all agents were probed", error),
    onSettled: refresh,
  });
}

/** Adds an agent by its address; the form that asks tells what failed. */
export function useAddAgent() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (wish: AgentWish) => call<typeof agents.createAgent>(operations.createAgent, { body: wish }),
    onSuccess: (agent) => {
      tellDone(`${harmless(agent.name, 80)} added`);
      return refresh();
    },
  });
}

/** Looks once whether the agent answers at another address. */
export function useTryAddress() {
  return useMutation({
    mutationFn: ({ id, address }: { id: string; address: string }) =>
      call<typeof agents.tryAddress>(operations.tryAddress, { params: { id }, body: { address } }),
  });
}

/** Sets the address that wins over what registers, or takes it back with null. */
export function useSetAddress() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, address }: { id: string; address: string | null }) =>
      call<typeof agents.updateAgent>(operations.updateAgent, { params: { id }, body: { addressOverride: address } }),
    onSuccess: (_, { address }) => {
      tellDone(
        address === null ? "Called at its registered address again" : `Called at ${harmless(address, 200)} from now on`,
      );
      return refresh();
    },
  });
}

/** Retires an agent that no longer reports; one that does is refused, and the dialog says so. */
export function useDeleteAgent() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => call<typeof agents.deleteAgent>(operations.deleteAgent, { params: { id } }),
    onSuccess: () => {
      tellDone("Retired; its history stays");
      return refresh();
    },
  });
}
