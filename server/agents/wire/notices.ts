import { pool } from "@/server/platform/db";
import { type EventKind, notify } from "@/server/platform/events";
import { log } from "@/server/platform/log";

const EVERY_MS = 250;
const waiting = new Map<EventKind, Set<string>>();
let timer: NodeJS.Timeout | null = null;

/** Tells the other processes soon, at most four times a second, whatever number of agents moved. */
export function announce(kind: EventKind, id: string): void {
  const ids = waiting.get(kind) ?? new Set();
  waiting.set(kind, ids.add(id));
  timer ??= setTimeout(() => void flushNotices(), EVERY_MS);
}

export async function flushNotices(): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const kinds = [...waiting];
  waiting.clear();
  for (const [kind, ids] of kinds)
    await notify(pool(), kind, [...ids]).catch((error: unknown) =>
      log().warn({ err: error, kind }, "others were not told"),
    );
}
