import { route } from "@/server/platform/route";
import { listEnvironments } from "@/server/system";
import { contract } from "@/server/system/contract";

export const GET = route(contract.listEnvironments, listEnvironments);
