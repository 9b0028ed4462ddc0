import { listAudit } from "@/server/audit";
import { contract } from "@/server/audit/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.listAudit, listAudit);
