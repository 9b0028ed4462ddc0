"use client";

import { HostileText, harmless } from "@/components/ui/hostile-text";
import { statusFaces } from "@/components/ui/status-mark";
import { Instant, Since } from "@/components/ui/time";
import type { AgentDetail } from "./queries";

/** One sentence: its status, since when, why, and what both witnesses say of it. */
export function AgentVerdict({ agent }: { agent: AgentDetail }) {
  const { paused } = agent;
  return (
    <>
      <b>
        {statusFaces[agent.status].word} since <Instant at={agent.since} />, <Since at={agent.since} />
        {agent.statusReason ? (
          <>
            : <HostileText text={agent.statusReason} limit={300} />
          </>
        ) : null}
        .
      </b>{" "}
      {paused ? (
        <>
          Paused by {harmless(paused.by ?? "unknown", 80)},{" "}
          {paused.until === null ? (
            "until somebody resumes it."
          ) : (
            <>
              until <Instant at={paused.until} />.
            </>
          )}
        </>
      ) : (
        agreement(agent)
      )}
    </>
  );
}

/** Whether the two witnesses say the same. */
function agreement({ heartbeat, probe }: AgentDetail): string {
  const seen = [heartbeat.state, probe.state].filter((state) => state === "ok" || state === "bad");
  if (seen.length === 0) return "No witness can tell.";
  if (seen.length === 1) return "One witness alone can tell.";
  return seen[0] === seen[1] ? "Both witnesses agree." : "The witnesses disagree.";
}
