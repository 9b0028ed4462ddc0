import { agentOperations } from "@/server/agents/contract/agent-operations";
import { registrationOperations } from "@/server/agents/contract/registration-operations";

export { agentStatus, uptime } from "@/server/agents/contract/shapes";

export const contract = { ...agentOperations, ...registrationOperations };
