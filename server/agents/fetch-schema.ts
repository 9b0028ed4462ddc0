import { type GuardedFetch, HttpFault } from "@/server/platform/http";
import { type Address, agentUrl } from "./effective-address";
import { type AgentSchema, readSchema } from "./read-schema";

const TIMEOUT_MS = 5_000;
const MOST_BYTES = 64 * 1024;

/** The agent's schema, or null where it answers but has none. Throws `HttpFault` when it gave no answer. */
export async function fetchSchema(
  address: Address,
  { http, signal }: { http: GuardedFetch; signal?: AbortSignal | undefined },
): Promise<AgentSchema | null> {
  const request = { policy: "fleet", timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES } as const;
  try {
    const answer = await http(agentUrl(address, "/schema"), { ...request, ...(signal ? { signal } : {}) });
    return answer.status === 200 ? readSchema(answer.body) : null;
  } catch (error) {
    // A schema beyond all measure is as good as none.
    if (error instanceof HttpFault && error.faultClass === "too_large") return null;
    throw error;
  }
}
