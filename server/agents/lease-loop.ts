import type { Clock } from "@/server/platform/clock";
import { pool } from "@/server/platform/db";
import { acquireLease, FenceLost, releaseLeases } from "@/server/platform/lease";
import { log } from "@/server/platform/log";
import type { Started } from "@/server/platform/role-instance";

/** The first statement of a step's transactions: `assertFence(client, fence.leases, fence.owner)`. */
export interface Fence {
  leases: ReadonlyMap<string, bigint>;
  owner: string;
}

interface Loop {
  name: string;
  owner: string;
  everyMs: number;
  /** A step must end within it; its writes are fenced in any case. */
  leaseMs: number;
  clock: Clock;
  step(fence: Fence, signal: AbortSignal): Promise<void>;
}

/** Repeats a step wherever the lease is: of several workers one does it, and another goes on when that one is gone. */
export function startLeaseLoop(loop: Loop): Started {
  const stopping = new AbortController();
  const running = repeat(loop, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
      await releaseLeases(pool(), [loop.name], loop.owner);
    },
  };
}

async function repeat(loop: Loop, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await stepOnce(loop, signal).catch((error: unknown) => {
      if (error instanceof FenceLost || signal.aborted) return;
      log().warn({ err: error, loop: loop.name }, "a step of a loop failed; it goes on with the next");
    });
    // The sleep ends early only to stop.
    await loop.clock.sleep(loop.everyMs, signal).catch(() => undefined);
  }
}

async function stepOnce({ name, owner, leaseMs, step }: Loop, signal: AbortSignal): Promise<void> {
  const epoch = await acquireLease(pool(), name, owner, leaseMs);
  if (epoch !== null) await step({ leases: new Map([[name, epoch]]), owner }, signal);
}
