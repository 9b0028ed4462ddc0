"use client";

import dynamic from "next/dynamic";
import { harmless } from "@/components/ui/hostile-text";
import type { AgentItem } from "./queries";
import { usePause } from "./use-agent-deeds";

const AddAgentDialog = dynamic(() => import("./add-agent-dialog").then((module) => module.AddAgentDialog), {
  ssr: false,
});
const PauseDialog = dynamic(() => import("./pause-dialog").then((module) => module.PauseDialog), { ssr: false });

export type OpenDialog = { kind: "add" } | { kind: "pause"; agents: readonly Pick<AgentItem, "id" | "name">[] };

/** The dialogs of the list, loaded once they are opened. */
export function AgentDialogs({
  open,
  environment,
  onClose,
}: {
  open: OpenDialog;
  environment: string | null;
  onClose: () => void;
}) {
  const pause = usePause();
  if (open.kind === "add") return <AddAgentDialog environment={environment} onClose={onClose} />;
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
