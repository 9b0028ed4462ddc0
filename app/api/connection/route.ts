import { route } from "@/server/platform/route";
import { getConnection } from "@/server/system";
import { contract } from "@/server/system/contract";

export const GET = route(contract.getConnection, getConnection);
