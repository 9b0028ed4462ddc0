import { agentExists, resumeAgent } from "@/server/health";
import { contract } from "@/server/health/contract";
import { route } from "@/server/platform/route";

export const POST = route(contract.resumeAgent, resumeAgent, { exists: agentExists });
