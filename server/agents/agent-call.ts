import { impossible, unavailable } from "@/server/platform/errors";
import { type GuardedFetch, type GuardedRequest, type HttpAnswer, HttpFault } from "@/server/platform/http";
import { type Address, agentUrl } from "./effective-address";

/** What a person's look at an agent showed. */
export type Look = { at: Date; ok: boolean; latencyMs: number | null; error: string | null };

export type Tools = { http: GuardedFetch; signal?: AbortSignal | undefined };

const LOOK_MS = 10_000;

/** One look that a person asked for; it shows and does not judge. */
export async function lookAt(address: Address, path: string, { http, signal }: Tools): Promise<Look> {
  const at = new Date();
  try {
    const answer = await http(agentUrl(address, path), {
      policy: "fleet",
      timeoutMs: LOOK_MS,
      maxBytes: 64 * 1024,
      ...(signal ? { signal } : {}),
    });
    const ok = answer.status === 200;
    return { at, ok, latencyMs: answer.ms, error: ok ? null : `${path} answered ${answer.status}` };
  } catch (error) {
    if (!(error instanceof HttpFault)) throw error;
    return { at, ok: false, latencyMs: null, error: error.message };
  }
}

/** One call that a person asked for. Throws `impossible` where the policy forbids it, `unavailable` without an answer. */
export async function callAgent(
  address: Address,
  path: string,
  request: Omit<GuardedRequest, "policy" | "signal">,
  { http, signal }: Tools,
): Promise<HttpAnswer> {
  try {
    return await http(agentUrl(address, path), { ...request, policy: "fleet", ...(signal ? { signal } : {}) });
  } catch (error) {
    throw callFault(error);
  }
}

/** What the caller is told when an agent gave no answer. */
export function callFault(error: unknown): Error {
  if (!(error instanceof HttpFault)) return error instanceof Error ? error : new Error(String(error));
  if (error.faultClass === "policy") return impossible(`The agent may not be called: ${error.message}.`);
  return unavailable(`The agent gave no answer: ${error.message}.`, error);
}
