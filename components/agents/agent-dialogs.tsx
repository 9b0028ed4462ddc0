"use client";

import dynamic from "next/dynamic";
import { harmless } from "@/components/ui/hostile-text";
import type { AgentItem } from "./queries";
import { usePause } from "./use-agent-deeds";

const PauseDialog = dynamic(() => import("./pause-dialog").then((module) => module.PauseDialog), { ssr: false });

export type OpenDialog = { kind: "pause"; agents: readonly Pick<AgentItem, "id" | "name">[] };

/** The dialogs of the list, loaded once they are opened. */
export function AgentDialogs({ open, onClose }: { open: OpenDialog; onClose: () => void }) {
  const pause = usePause();
  const [first] = open.agents;
  const object = open.agents.length === 1 && first ? harmless(first.name, 80) : `${open.agents.length} agents`;
  return (
    <PauseDialog
      title={`Pause ${object}?`}
      deed={`Pause ${object}`}
      onPause={async (wish) => {
        await pause.mutateAsync({ ...wish, ids: open.agents.map(({ id }) => id) });
      }}
      onClose={onClose}
    />
  );
}
