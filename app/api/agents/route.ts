import { createAgent, listAgents } from "@/server/agents";
import { contract } from "@/server/agents/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.listAgents, listAgents);
export const POST = route(contract.createAgent, createAgent);
