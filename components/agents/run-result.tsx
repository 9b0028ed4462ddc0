"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/empty";
import { formatDuration } from "@/components/ui/format-duration";
import { harmless } from "@/components/ui/hostile-text";
import { agentJobQuery, type RunAnswer } from "./run-deeds";

const LONGEST = 50_000;

function written(outputs: unknown): string {
  return typeof outputs === "string" ? outputs : (JSON.stringify(outputs, null, 2) ?? "");
}

function Outputs({ outputs }: { outputs: unknown }) {
  const text = written(outputs);
  if (text === "") return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label="Outputs" tabIndex={0} className="mt-2 max-h-72 overflow-auto bg-surface-field p-2">
      <pre className="font-mono text-small whitespace-pre-wrap [overflow-wrap:anywhere]">{harmless(text, LONGEST)}</pre>
    </section>
  );
}

function Ended({
  failed,
  ms,
  error,
  outputs,
}: {
  failed: boolean;
  ms: number | null;
  error: string | null;
  outputs: unknown;
}) {
  const took = ms === null ? "" : ` in ${formatDuration(ms)}`;
  return (
    <>
      <Notice
        shape={failed ? "octagon-cross" : "disc-tick"}
        tone={failed ? "text-down" : "text-healthy"}
        title={failed ? `The run failed${took}` : `The run completed${took}`}
        detail={error === null ? undefined : harmless(error, 2000)}
      />
      {outputs === null || outputs === undefined ? null : <Outputs outputs={outputs} />}
    </>
  );
}

/** A run that the agent goes on with by itself: asked after until it has ended. */
function Job({ agentId, jobId }: { agentId: string; jobId: string }) {
  const { data, error } = useQuery(agentJobQuery(agentId, jobId));
  if (data && (data.status === "completed" || data.status === "failed"))
    return (
      <Ended failed={data.status === "failed"} ms={data.executionTimeMs} error={data.error} outputs={data.outputs} />
    );
  if (data?.status === "unknown")
    return (
      <Notice
        shape="diamond-question"
        tone="text-unknown"
        title="The agent no longer knows this run"
        detail="It keeps its jobs in memory: after a restart they are gone. What it logged is on the Runs page."
      />
    );
  return (
    <Notice
      shape="dashed-ring"
      tone="text-accent"
      title={data?.status === "pending" ? "The run waits for its turn" : "The run goes on"}
      detail={
        error
          ? harmless(error.message, 500)
          : `It takes longer than an answer may; job ${harmless(jobId, 80)} is asked after every two seconds.`
      }
    />
  );
}

/** What became of a run, in a live region. */
export function RunResult({ agentId, answer }: { agentId: string; answer: RunAnswer }): ReactNode {
  return (
    <div role="status">
      {answer.status === "async" && answer.jobId !== null ? (
        <Job agentId={agentId} jobId={answer.jobId} />
      ) : (
        <Ended
          failed={answer.status === "failed"}
          ms={answer.executionTimeMs}
          error={answer.error}
          outputs={answer.outputs}
        />
      )}
    </div>
  );
}
