"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { formatDuration } from "@/components/ui/format-duration";
import { HostileText, harmless } from "@/components/ui/hostile-text";
import { Mark } from "@/components/ui/mark";
import { tellDone, tellFailed } from "@/components/ui/toast";
import type { contract } from "@/server/agents/contract";
import { type AgentItem, degradedQuery } from "./queries";
import { type Misplaced, misplacedAgents } from "./wrong-address";

/** One guarded look at the address an agent came from, and taking it once it has answered there. */
function useCorrection(agent: AgentItem, address: string) {
  const client = useQueryClient();
  const params = { id: agent.id };
  const tried = useMutation({
    mutationFn: () => call<typeof contract.tryAddress>(operations.tryAddress, { params, body: { address } }),
    onError: (error) => tellFailed("The address was not tried", error),
  });
  const use = useMutation({
    mutationFn: () =>
      call<typeof contract.updateAgent>(operations.updateAgent, { params, body: { addressOverride: address } }),
    onSuccess: () => {
      tellDone(`It is called at ${harmless(address, 200)} from now on`);
      return client.invalidateQueries({ queryKey: [operations.listAgents.id] });
    },
    onError: (error) => tellFailed("The address was not changed", error),
  });
  return { tried, use };
}

function WrongAddress({ agent, address }: Misplaced) {
  const { tried, use } = useCorrection(agent, address);
  const outcome = tried.data;
  return (
    <li className="flex flex-wrap items-center gap-2.5 border-line border-t bg-degraded-soft px-gutter py-2">
      <span className="text-degraded">
        <Mark shape="half-disc" />
      </span>
      <span className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
        <Link href={`/agents/${agent.id}`} className="font-medium">
          <HostileText text={agent.name || agent.agentId} limit={120} />
        </Link>{" "}
        reports, but says it is at{" "}
        <span className="font-mono">
          <HostileText text={`${agent.host}:${agent.port}`} limit={120} />
        </span>
        , where nothing answers: <HostileText text={agent.lastProbe?.error ?? "no answer"} limit={160} />. It came from{" "}
        <span className="font-mono">{agent.seenFrom}</span>
        <span role="status">
          {outcome?.ok ? `, and answered there in ${formatDuration(outcome.latencyMs ?? 0)}` : null}
          {outcome && !outcome.ok ? `; there it did not answer either: ${harmless(outcome.error ?? "", 160)}` : null}
        </span>
        .
      </span>
      {outcome?.ok ? (
        <Button size="small" disabled={use.isPending} aria-busy={use.isPending} onClick={() => use.mutate()}>
          Use {harmless(address, 80)}
        </Button>
      ) : (
        <Button size="small" disabled={tried.isPending} aria-busy={tried.isPending} onClick={() => tried.mutate()}>
          Try {harmless(address, 80)}
        </Button>
      )}
    </li>
  );
}

/** Agents of the fleet that beat from elsewhere than they say they are, and cannot be reached where they say. */
export function WrongAddresses() {
  const degraded = useQuery(degradedQuery());
  return (
    <ul>
      {misplacedAgents(degraded.data?.items ?? []).map((misplaced) => (
        <WrongAddress key={misplaced.agent.id} {...misplaced} />
      ))}
    </ul>
  );
}
