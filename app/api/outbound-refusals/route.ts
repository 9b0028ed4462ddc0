import { listOutboundRefusals } from "@/server/health";
import { contract } from "@/server/health/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.listOutboundRefusals, listOutboundRefusals);
