import { route } from "@/server/platform/route";
import { getOpenApi } from "@/server/system";
import { contract } from "@/server/system/contract";

export const GET = route(contract.getOpenApi, getOpenApi);
