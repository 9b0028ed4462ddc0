import type { Ctx } from "@/server/platform/context";
import { eventStream } from "@/server/platform/events";
import { stillSignedIn } from "@/server/platform/identity";

/** Open until the browser leaves, the session ends or this process stops. */
export async function streamEvents({ ctx }: { ctx: Ctx }): Promise<Response> {
  const { actor, signal = new AbortController().signal } = ctx;
  return eventStream(signal, () => stillSignedIn(actor));
}
