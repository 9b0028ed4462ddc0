"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { HostileText } from "@/components/ui/hostile-text";
import { Section } from "@/components/ui/section";
import { StatusMark } from "@/components/ui/status-mark";
import { Since } from "@/components/ui/time";
import { newestQuery } from "./queries";

/** The last agents that joined: whoever has just started one looks for it here. */
export function Reporting() {
  const newest = useQuery(newestQuery());
  const items = newest.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title="Joined last" answer={<Link href="/agents">All agents</Link>}>
      <ul>
        {items.map((agent) => (
          <li key={agent.id} className="flex min-h-7 items-center gap-2">
            <StatusMark status={agent.status} />
            <Link href={`/agents/${agent.id}`} className="min-w-0 truncate text-ink-1">
              <HostileText text={agent.name || agent.agentId} limit={120} />
            </Link>
            <span className="ml-auto whitespace-nowrap text-ink-3">
              <Since at={agent.registeredAt} /> ago
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
