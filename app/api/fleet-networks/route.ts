import { allowFleetNetwork, forbidFleetNetwork, listFleetNetworks } from "@/server/health";
import { contract } from "@/server/health/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.listFleetNetworks, listFleetNetworks);
export const POST = route(contract.allowFleetNetwork, allowFleetNetwork);
export const DELETE = route(contract.forbidFleetNetwork, forbidFleetNetwork);
