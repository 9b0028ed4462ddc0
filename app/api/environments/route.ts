import { route } from "@/server/platform/route";
import { createEnvironment, listEnvironments } from "@/server/system";
import { contract } from "@/server/system/contract";

export const GET = route(contract.listEnvironments, listEnvironments);
export const POST = route(contract.createEnvironment, createEnvironment);
