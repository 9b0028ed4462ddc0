import { route } from "@/server/platform/route";
import { createSource, listSources } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const GET = route(contract.listSources, listSources);
export const POST = route(contract.createSource, createSource);
