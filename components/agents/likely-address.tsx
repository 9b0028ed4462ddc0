"use client";

import { Button } from "@/components/ui/button";
import { formatDuration } from "@/components/ui/format-duration";
import { HostileText, harmless } from "@/components/ui/hostile-text";
import { Mark } from "@/components/ui/mark";
import type { AgentDetail } from "./queries";
import { useSetAddress, useTryAddress } from "./use-agent-deeds";

type Tried = ReturnType<typeof useTryAddress>;

function Outcome({ tried }: { tried: Tried }) {
  const fault = tried.error
    ? tried.error.message
    : tried.data && !tried.data.ok
      ? (tried.data.error ?? "did not answer")
      : null;
  if (fault !== null)
    return (
      <p role="alert" className="flex gap-2 text-down">
        <Mark shape="cross" />
        <HostileText text={fault} limit={300} />
      </p>
    );
  if (!tried.data) return null;
  return (
    <p role="status" className="flex gap-2">
      <span className="text-healthy">
        <Mark shape="disc-tick" />
      </span>
      It answered{tried.data.latencyMs === null ? "" : ` in ${formatDuration(tried.data.latencyMs)}`}.
    </p>
  );
}

/** Where the agent may be instead. It can be taken only once it has answered there. */
export function LikelyAddress({ agent, address, mayAct }: { agent: AgentDetail; address: string; mayAct: boolean }) {
  const tried = useTryAddress();
  const set = useSetAddress();
  return (
    <div className="mt-3 grid gap-2 border-line border-t pt-3 text-small">
      <p className="text-ink-2">
        It registered from another address than the one it names. It may answer at{" "}
        <span className="font-mono text-ink-1">{harmless(address, 200)}</span>.
      </p>
      <Outcome tried={tried} />
      {mayAct ? (
        <div className="flex flex-wrap gap-2">
          {tried.data?.ok ? (
            <Button
              size="small"
              variant="primary"
              disabled={set.isPending}
              aria-busy={set.isPending}
              onClick={() => set.mutate({ id: agent.id, address })}
            >
              Use {harmless(address, 80)}
            </Button>
          ) : (
            <Button
              size="small"
              disabled={tried.isPending}
              aria-busy={tried.isPending}
              onClick={() => tried.mutate({ id: agent.id, address })}
            >
              Try {harmless(address, 80)}
            </Button>
          )}
          {set.error ? <span className="text-down">{harmless(set.error.message, 300)}</span> : null}
        </div>
      ) : null}
    </div>
  );
}
