import { agentOperations } from "@/server/agents/contract/agent-operations";

export { agentStatus, uptime } from "@/server/agents/contract/shapes";

export const contract = { ...agentOperations };
