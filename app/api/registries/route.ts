import { createRegistry, listRegistries } from "@/server/agents";
import { contract } from "@/server/agents/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.listRegistries, listRegistries);
export const POST = route(contract.createRegistry, createRegistry);
