import { route } from "@/server/platform/route";
import { testSourceAddress } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const POST = route(contract.testSourceAddress, testSourceAddress);
