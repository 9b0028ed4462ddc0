import { agentOperations } from "@/server/agents/contract/agent-operations";
import { registrationOperations } from "@/server/agents/contract/registration-operations";
import { registryOperations } from "@/server/agents/contract/registry-operations";

export { agentStatus, uptime } from "@/server/agents/contract/shapes";

export const contract = { ...agentOperations, ...registrationOperations, ...registryOperations };
