import { createToken, listTokens } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.listTokens, listTokens);
export const POST = route(contract.createToken, createToken);
