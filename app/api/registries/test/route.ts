import { testRegistry } from "@/server/agents";
import { contract } from "@/server/agents/contract";
import { route } from "@/server/platform/route";

export const POST = route(contract.testRegistry, testRegistry);
