import { route } from "@/server/platform/route";
import { getBadges } from "@/server/system";
import { contract } from "@/server/system/contract";

export const GET = route(contract.getBadges, getBadges);
