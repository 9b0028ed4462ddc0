"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { harmless } from "@/components/ui/hostile-text";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { useShortcut } from "@/components/ui/use-shortcut";
import type { AgentDetail } from "./queries";
import { useDeleteAgent, usePause, useProbe, useResume } from "./use-agent-deeds";

const PauseDialog = dynamic(() => import("./pause-dialog").then((module) => module.PauseDialog), { ssr: false });
const RunDialog = dynamic(() => import("./run-dialog").then((module) => module.RunDialog), { ssr: false });
const RetireDialog = dynamic(() => import("./retire-dialog").then((module) => module.RetireDialog), { ssr: false });

type Open = "pause" | "run" | "retire" | null;

function Dialogs({ agent, open, onClose }: { agent: AgentDetail; open: Open; onClose: () => void }) {
  const pause = usePause();
  const retire = useDeleteAgent();
  const name = harmless(agent.name, 80);
  if (open === "run") return <RunDialog agent={agent} onClose={onClose} />;
  if (open === "retire")
    return (
      <RetireDialog
        name={name}
        onRetire={async () => {
          await retire.mutateAsync(agent.id);
        }}
        onClose={onClose}
      />
    );
  if (open !== "pause") return null;
  return (
    <PauseDialog
      title={`Pause ${name}?`}
      deed={`Pause ${name}`}
      onPause={async (wish) => {
        await pause.mutateAsync({ ...wish, ids: [agent.id] });
      }}
      onClose={onClose}
    />
  );
}

/** What can be done with one agent, by those who may. */
export function AgentDeeds({ agent, role }: { agent: AgentDetail; role: "operator" | "admin" }) {
  const probe = useProbe();
  const resume = useResume();
  const [open, setOpen] = useState<Open>(null);
  const retired = agent.status === "retired";
  const probeNow = () => probe.mutate({ id: agent.id, name: agent.name });
  useShortcut("p", "Probe now", "This page", probeNow, !retired);
  useShortcut("r", "Run the workflow", "This page", () => setOpen("run"), !retired);
  const more: MenuItem[] =
    role === "admin"
      ? [
          {
            label: "Retire this agent",
            danger: true,
            onSelect: () => setOpen("retire"),
            ...(retired ? { disabledReason: "retired" } : {}),
          },
        ]
      : [];
  return (
    <>
      {retired ? null : (
        <>
          <Button kbd="r" onClick={() => setOpen("run")}>
            Run workflow
          </Button>
          <Button kbd="p" disabled={probe.isPending} aria-busy={probe.isPending} onClick={probeNow}>
            Probe now
          </Button>
          {agent.paused ? (
            <Button
              variant="primary"
              disabled={resume.isPending}
              aria-busy={resume.isPending}
              onClick={() => resume.mutate(agent.id)}
            >
              Resume
            </Button>
          ) : (
            <Button onClick={() => setOpen("pause")}>Pause</Button>
          )}
        </>
      )}
      {more.length > 0 ? <Menu label={`More for ${harmless(agent.name, 80)}`} items={more} /> : null}
      <Dialogs agent={agent} open={open} onClose={() => setOpen(null)} />
    </>
  );
}
