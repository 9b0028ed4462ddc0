import { dueMirrors, isDue } from "@/server/agents/queries/registries";
import { type Clock, systemClock } from "@/server/platform/clock";
import { pool } from "@/server/platform/db";
import { type GuardedFetch, guardedFetch } from "@/server/platform/http";
import { acquireLease, FenceLost, releaseLeases } from "@/server/platform/lease";
import { log } from "@/server/platform/log";
import type { Started } from "@/server/platform/role-instance";
import { pollMirror } from "./poll-mirror";

const LOOK_MS = 500;
/** Longer than a poll takes: two calls of 8 s and the write. */
const LEASE_MS = 20_000;

type Options = { owner: string; clock?: Clock; http?: GuardedFetch };

/** Polls every mirror when it is due, each under a lease of its own, so that several workers poll it once. */
export function startMirroring({ owner, clock = systemClock, http = guardedFetch }: Options): Started {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const begin = (id: string) => {
    if (running.has(id)) return;
    const poll = pollUnderLease(id, owner, http, stopping.signal)
      .catch((error: unknown) => complain(error, id, stopping.signal))
      .finally(() => running.delete(id));
    running.set(id, poll);
  };
  const looking = lookForEver(begin, clock, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await looking;
      await Promise.all(running.values());
    },
  };
}

async function lookForEver(begin: (id: string) => void, clock: Clock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const id of await dueMirrors(pool())) begin(id);
    } catch (error) {
      log().warn({ err: error }, "could not look for mirrors to poll");
    }
    // An abort ends the sleep early; the loop's condition says the rest.
    await clock.sleep(LOOK_MS, signal).catch(() => undefined);
  }
}

/** Polls a mirror if it is due and nobody else does. */
export async function pollUnderLease(
  id: string,
  owner: string,
  http: GuardedFetch,
  signal: AbortSignal,
): Promise<void> {
  const name = `mirror:${id}`;
  const epoch = await acquireLease(pool(), name, owner, LEASE_MS);
  if (epoch === null) return;
  try {
    // Another worker may have polled it between our look and our lease.
    if (await isDue(pool(), id)) await pollMirror({ id, owner, fence: new Map([[name, epoch]]), http, signal });
  } finally {
    await releaseLeases(pool(), [name], owner);
  }
}

function complain(error: unknown, registryId: string, signal: AbortSignal): void {
  if (signal.aborted) return;
  if (error instanceof FenceLost)
    log().warn({ registryId }, "a mirror has passed to another worker; nothing was written");
  else log().error({ err: error, registryId }, "a registry could not be mirrored");
}
