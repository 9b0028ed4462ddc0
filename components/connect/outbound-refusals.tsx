"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { HostileText } from "@/components/ui/hostile-text";
import { Mark } from "@/components/ui/mark";
import { tellDone, tellFailed } from "@/components/ui/toast";
import type { contract } from "@/server/health/contract";
import { outboundRefusalsQuery } from "./queries";

/** Agents that Muster may not call, and the network that would change it. */
export function OutboundRefusals({ mayAllow }: { mayAllow: boolean }) {
  const client = useQueryClient();
  const refusals = useQuery(outboundRefusalsQuery());
  const allow = async (network: string) => {
    try {
      await call<typeof contract.allowFleetNetwork>(operations.allowFleetNetwork, { body: { network } });
      tellDone(`Agents in ${network} are called from now on`);
      await client.invalidateQueries({ queryKey: [operations.listOutboundRefusals.id] });
    } catch (error) {
      tellFailed("The network was not allowed", error);
    }
  };
  return (
    <ul>
      {(refusals.data?.items ?? []).map(({ agent, reason, network }) => (
        <li
          key={agent.id}
          className="flex flex-wrap items-center gap-2.5 border-line border-t bg-degraded-soft px-gutter py-2"
        >
          <span className="text-degraded">
            <Mark shape="half-disc" />
          </span>
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
            <Link href={`/agents/${agent.id}`} className="font-medium">
              <HostileText text={agent.name || agent.agentId} limit={120} />
            </Link>{" "}
            reports, but Muster may not call it: <HostileText text={reason} limit={200} />.
          </span>
          {network !== null && mayAllow ? (
            <Button size="small" onClick={() => void allow(network)}>
              Allow {network}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
