"use client";

import { Plus } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { AgentDialogs, type OpenDialog } from "@/components/agents/agent-dialogs";
import { type AgentFilterState, AgentFilters } from "@/components/agents/agent-filters";
import { AgentList } from "@/components/agents/agent-list";
import { type Density, rememberDensity } from "@/components/agents/density";
import { fleetVerdict } from "@/components/agents/fleet-words";
import type { AgentItem } from "@/components/agents/queries";
import { useAgentList } from "@/components/agents/use-agent-list";
import { withEnvironment } from "@/components/shell/environment";
import type { Role } from "@/components/shell/nav";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Segmented } from "@/components/ui/segmented";
import { useShortcut } from "@/components/ui/use-shortcut";
import { agentParams, agentsAsked } from "./search-params";

const densities = [
  { value: "compact", label: "Compact" },
  { value: "comfortable", label: "Comfortable" },
] as const;

function valuesOf(agents: readonly AgentItem[]) {
  return {
    workflows: [...new Set(agents.flatMap(({ workflow }) => workflow ?? []))].sort(),
    tags: [...new Set(agents.flatMap(({ tags }) => tags))].sort(),
  };
}

function useAgentsState() {
  const [state, set] = useQueryStates(agentParams);
  const filtered = state.q !== "" || state.status.length > 0 || state.workflow !== null || state.tag !== null;
  const change = (wish: Partial<AgentFilterState>) =>
    void set({
      ...wish,
      ...(wish.q === "" ? { q: null } : {}),
      ...(wish.status?.length === 0 ? { status: null } : {}),
    });
  const clear = () => void set({ q: null, status: null, workflow: null, tag: null });
  return { state, set, filtered, change, clear };
}

function NoAgents({ filtered, onClear, mayAct }: { filtered: boolean; onClear: () => void; mayAct: boolean }) {
  if (filtered)
    return (
      <Empty
        kind="nothing-matches"
        title="No agent matches these filters."
        actions={
          <Button size="small" onClick={onClear}>
            Clear the filters
          </Button>
        }
      />
    );
  return (
    <Empty
      kind="nothing-yet"
      title="No agent has registered yet."
      detail="An agent joins by registering at Muster's registry, or is added here by its address."
      actions={
        mayAct ? (
          <Button size="small" variant="primary" href="/settings/connect">
            Connect an agent
          </Button>
        ) : null
      }
    />
  );
}

/** Every agent, the worst first. */
export function AgentsClient({ role, density: initial }: { role: Role; density: Density }) {
  const mayAct = role !== "viewer";
  const { state, set, filtered, change, clear } = useAgentsState();
  const asked = agentsAsked(state);
  const { list, agents, days, first } = useAgentList(asked);
  const [density, setDensity] = useState(initial);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  useShortcut("n", "Add an agent", "This page", () => setDialog({ kind: "add" }), mayAct);
  const verdict = first && !filtered ? fleetVerdict(first.counts, state.environment) : null;
  return (
    <>
      <PageHead
        title="Agents"
        verdict={
          verdict ? (
            <>
              <b>{verdict.loud}</b>
              {verdict.rest ? `; ${verdict.rest}` : null}.
            </>
          ) : first ? (
            `${first.total ?? agents.length} match these filters.`
          ) : null
        }
        actions={
          <>
            <span className="max-desk:hidden">
              <Segmented
                label="Density"
                options={densities}
                value={density}
                onChange={(value) => {
                  setDensity(value);
                  rememberDensity(value);
                }}
              />
            </span>
            {mayAct ? (
              <Button
                variant="primary"
                icon={<Plus aria-hidden="true" className="size-3.5" />}
                onClick={() => setDialog({ kind: "add" })}
              >
                Add agent
              </Button>
            ) : null}
          </>
        }
      />
      <AgentFilters filters={state} counts={first?.counts} onChange={change} {...valuesOf(agents)} />
      <div className={agents.length > 0 ? undefined : "px-gutter py-3"}>
        <PanelBody state={panelState(list)}>
          {agents.length > 0 ? (
            <AgentList
              agents={agents}
              days={days}
              filterKey={JSON.stringify(asked)}
              density={density}
              sort={state.sort}
              onSort={(sort) => void set({ sort: agentParams.sort.parse(sort) })}
              hrefOf={(id) => withEnvironment(`/agents/${id}`, state.environment)}
              mayAct={mayAct}
              onPause={(chosen) => setDialog({ kind: "pause", agents: chosen })}
              page={{ total: first?.total ?? null, totalIs: first?.totalIs ?? null, list }}
            />
          ) : (
            <NoAgents filtered={filtered} onClear={clear} mayAct={mayAct} />
          )}
        </PanelBody>
      </div>
      {dialog ? <AgentDialogs open={dialog} environment={state.environment} onClose={() => setDialog(null)} /> : null}
    </>
  );
}
