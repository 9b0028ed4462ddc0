import { startProbing } from "@/server/health";
import type { Started } from "@/server/platform/role-instance";
import { startReleasingDeadWorkers } from "@/server/system";

/** What goes on for ever under fenced leases: a line a loop. Each gives back its own stop. */
export async function startLoops(instanceId: string): Promise<Started[]> {
  return [startReleasingDeadWorkers(), await startProbing({ owner: instanceId })];
}
