import { deleteAgent, fleetAgentExists, getAgent, updateAgent } from "@/server/agents";
import { contract } from "@/server/agents/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.getAgent, getAgent, { exists: fleetAgentExists });
export const PATCH = route(contract.updateAgent, updateAgent, { exists: fleetAgentExists });
export const DELETE = route(contract.deleteAgent, deleteAgent, { exists: fleetAgentExists });
