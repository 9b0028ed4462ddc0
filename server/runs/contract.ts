import { executionsContract } from "@/server/runs/contract/executions";
import { sourcesContract } from "@/server/runs/contract/sources";
import { usageContract } from "@/server/runs/contract/usage";

export const contract = { ...usageContract, ...executionsContract, ...sourcesContract };
