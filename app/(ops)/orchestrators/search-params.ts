import { createLoader } from "nuqs/server";
import { environmentParam } from "@/components/ui/time-range-params";

export const loadOrchestratorParams = createLoader(environmentParam);
