import { startProbing } from "@/server/health";
import type { Started } from "@/server/platform/role-instance";

/** What goes on for ever under fenced leases: a line a loop. Each gives back its own stop. */
export async function startLoops(instanceId: string): Promise<Started[]> {
  return [await startProbing({ owner: instanceId })];
}
