"use client";

import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button";
import { HostileText, harmless } from "@/components/ui/hostile-text";
import { KeyValues } from "@/components/ui/key-value";
import { Section } from "@/components/ui/section";
import { Instant, Time } from "@/components/ui/time";
import type { AgentDetail } from "./queries";
import { useSetAddress } from "./use-agent-deeds";

const LikelyAddress = dynamic(() => import("./likely-address").then((module) => module.LikelyAddress));

const admissions = {
  token: "came with a token",
  admitted: "admitted by a person, from one address",
  accepted: "let in without a token",
} as const;

const discoveries = {
  registry: "registered here",
  mirror: "read from another registry",
  manual: "added by hand",
} as const;

function machine(text: string) {
  return (
    <span className="font-mono">
      <HostileText text={text} limit={300} />
    </span>
  );
}

/** Who the agent says it is, where it is called, and how it came into the fleet. */
export function AgentIdentity({ agent, mayAct }: { agent: AgentDetail; mayAct: boolean }) {
  const setAddress = useSetAddress();
  const { addressOverride } = agent;
  const items = [
    {
      name: "Called at",
      value: agent.url === null ? <span className="text-degraded">no usable address</span> : machine(agent.url),
    },
    { name: "Registered as", value: machine(`${agent.host}:${agent.port}`) },
    {
      name: "Seen from",
      value: agent.seenFrom === null ? <span className="text-ink-3">unknown</span> : machine(agent.seenFrom),
    },
    ...(addressOverride === null
      ? []
      : [
          {
            name: "Set by hand",
            value: (
              <span className="flex flex-wrap items-center gap-2">
                {machine(addressOverride)}
                {mayAct ? (
                  <Button
                    size="small"
                    disabled={setAddress.isPending}
                    onClick={() => setAddress.mutate({ id: agent.id, address: null })}
                  >
                    Use the registered one
                  </Button>
                ) : null}
              </span>
            ),
          },
        ]),
    { name: "Id on the wire", value: machine(agent.agentId) },
    { name: "Environment", value: harmless(agent.environment, 80) },
    { name: "Workflow", value: <HostileText text={agent.workflow ?? "unknown"} limit={200} /> },
    { name: "Version", value: <HostileText text={agent.version ?? "unknown"} limit={80} /> },
    {
      name: "Tags",
      value: agent.tags.length === 0 ? "none" : <HostileText text={agent.tags.join(", ")} limit={400} />,
    },
    { name: "Came by", value: `${discoveries[agent.discovery]}, ${admissions[agent.admission]}` },
    { name: "First seen", value: <Time at={agent.firstSeenAt} /> },
    { name: "Registered", value: <Instant at={agent.registeredAt} /> },
  ];
  return (
    <Section title="Identity">
      <KeyValues items={items} />
      {agent.likelyAddress !== null && agent.probe.state !== "ok" ? (
        <LikelyAddress agent={agent} address={agent.likelyAddress} mayAct={mayAct} />
      ) : null}
    </Section>
  );
}
