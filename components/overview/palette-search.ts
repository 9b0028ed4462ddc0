import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import type { PaletteSearch } from "@/components/shell/palette-search";
import { harmless } from "@/components/ui/hostile-text";
import type { contract as agents } from "@/server/agents/contract";
import type { contract as runs } from "@/server/runs/contract";

const MOST = 6;

/** Agents by name, id, host or workflow, their workflows, and runs by what their source calls them. */
export const searchFleet: PaletteSearch = async (text, signal) => {
  const query = { q: text, limit: MOST };
  const [found, executions] = await Promise.all([
    call<typeof agents.listAgents>(operations.listAgents, { query, signal }),
    call<typeof runs.listRuns>(operations.listRuns, { query, signal }),
  ]);
  const workflows = [...new Set(found.items.flatMap(({ workflow }) => workflow ?? []))];
  return [
    {
      title: "Agents",
      items: found.items.map(({ id, name, agentId, status }) => ({
        label: harmless(name || agentId, 80),
        detail: status,
        path: `/agents/${id}`,
      })),
    },
    {
      title: "Workflows",
      items: workflows.map((name) => ({
        label: harmless(name, 80),
        detail: "runs",
        path: `/runs?workflow=${encodeURIComponent(name)}`,
      })),
    },
    {
      title: "Runs",
      items: executions.items.map(({ id, workflow, externalId, status }) => ({
        label: harmless(`${workflow} ${externalId}`, 80),
        detail: status,
        path: `/runs/${id}`,
      })),
    },
  ];
};
