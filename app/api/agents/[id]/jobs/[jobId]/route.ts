import { fleetAgentExists, getAgentJob } from "@/server/agents";
import { contract } from "@/server/agents/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.getAgentJob, getAgentJob, { exists: fleetAgentExists });
