import { operations } from "@/components/operations.generated";
import { leaveForSignIn } from "./leave";
import { type EventKind, eventKinds, type Live } from "./live-events";

const REOPEN_MS = 3000;

/** Whether the session still holds; a server that is away says nothing of it. */
async function sessionIsOver(): Promise<boolean> {
  const answer = await fetch(operations.getMe.path).catch(() => null);
  return answer?.status === 401;
}

/**
 * Holds the one event stream open. The browser reconnects by itself after a broken line, but gives up for good after an answer
 * that is no stream: a proxy's 502, or 401 once the session is over.
 */
export function holdEventStream(
  hear: (kind: EventKind | "resync") => void,
  tell: (change: Partial<Live>) => void,
): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let held = true;
  const reopen = async () => {
    if (await sessionIsOver()) return leaveForSignIn();
    if (held) open();
  };
  const open = () => {
    const opened = new EventSource(operations.streamEvents.path);
    source = opened;
    opened.onopen = () => tell({ connected: true, heardAt: Date.now() });
    opened.onerror = () => {
      tell({ connected: false });
      if (opened.readyState === EventSource.CLOSED && held) timer = setTimeout(() => void reopen(), REOPEN_MS);
    };
    for (const kind of [...eventKinds, "resync" as const]) {
      opened.addEventListener(kind, () => {
        tell({ heardAt: Date.now() });
        hear(kind);
      });
    }
    opened.addEventListener("beat", () => tell({ heardAt: Date.now(), beats: true }));
  };
  open();
  return () => {
    held = false;
    source?.close();
    if (timer !== null) clearTimeout(timer);
  };
}
