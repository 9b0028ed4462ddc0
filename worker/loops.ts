import { startLearningSchemas, startMirroring } from "@/server/agents";
import { startProbing } from "@/server/health";
import { systemClock } from "@/server/platform/clock";
import type { Started } from "@/server/platform/role-instance";
import { startSyncLoops } from "@/server/runs";
import { startReleasingDeadWorkers } from "@/server/system";

/** What goes on for ever under fenced leases: a line a loop. Each gives back its own stop. */
export async function startLoops(instanceId: string): Promise<Started[]> {
  return [
    startReleasingDeadWorkers(),
    await startProbing({ owner: instanceId }),
    startLearningSchemas({ owner: instanceId }),
    startMirroring({ owner: instanceId }),
    await startSyncLoops(instanceId, systemClock),
  ];
}
