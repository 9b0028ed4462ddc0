import { getMe, updateMe } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.getMe, getMe);
export const PATCH = route(contract.updateMe, updateMe);
