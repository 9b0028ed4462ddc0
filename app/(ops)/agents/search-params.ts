import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { AGENTS_A_PAGE, type AgentsAsked } from "@/components/agents/queries";
import { type AgentStatus, agentStatuses } from "@/components/ui/status-mark";
import { environmentParam } from "@/components/ui/time-range-params";

const sorts = [
  ...["status", "name", "since", "lastHeartbeatAt", "latency"],
  ...["-status", "-name", "-since", "-lastHeartbeatAt", "-latency"],
] as const;

export const agentParams = {
  ...environmentParam,
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(agentStatuses)).withDefault([]),
  workflow: parseAsString,
  tag: parseAsString,
  sort: parseAsStringLiteral(sorts).withDefault("status"),
};

export const loadAgentParams = createLoader(agentParams);

type AgentsState = Awaited<ReturnType<typeof loadAgentParams>>;

/** Who has left the fleet is shown only where somebody asks for them. */
const present: AgentStatus[] = agentStatuses.filter((status) => status !== "retired");

/** What the page asks for, the worst first unless told otherwise. */
export function agentsAsked(state: AgentsState): AgentsAsked {
  return {
    limit: AGENTS_A_PAGE,
    sort: state.sort,
    status: state.status.length > 0 ? state.status : present,
    ...(state.environment === null ? {} : { environment: [state.environment] }),
    ...(state.q === "" ? {} : { q: state.q }),
    ...(state.workflow === null ? {} : { workflow: [state.workflow] }),
    ...(state.tag === null ? {} : { tag: [state.tag] }),
  };
}
