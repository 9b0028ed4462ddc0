import { listMySessions } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.listMySessions, listMySessions);
