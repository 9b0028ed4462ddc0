import { hub } from "./hub";
import type { MusterEvent } from "./notify";

const BEAT_MS = 15_000;
/** A client that reads this many frames too late is let go; it comes back and reads anew. */
const MOST_UNREAD = 256;
const PRIVATE = new Set(["probe-now", "sync-now", "session"]);

/**
 * Server-sent events for one browser. `stillAllowed` is asked on each beat and on each `session` event,
 * so that a revoked session hears nothing more.
 */
export function eventStream(signal: AbortSignal, stillAllowed: () => Promise<boolean>): Response {
  const encoder = new TextEncoder();
  let leave: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        let open = true;
        const undo: (() => void)[] = [];
        leave = () => {
          open = false;
          for (const step of undo.splice(0)) step();
        };
        const close = () => {
          if (!open) return;
          leave();
          controller.close();
        };
        const send = (frame: string) => {
          if (!open) return;
          if ((controller.desiredSize ?? 0) < -MOST_UNREAD) close();
          else controller.enqueue(encoder.encode(frame));
        };
        const check = async () => {
          if (!(await stillAllowed().catch(() => false))) close();
        };
        send("retry: 2000\n\n");
        const timer = setInterval(() => {
          // A comment would keep the line open too, but the browser could not tell silence from loss.
          send("event: beat\ndata: {}\n\n");
          void check();
        }, BEAT_MS);
        undo.push(() => clearInterval(timer), hub().onStop(close));
        signal.addEventListener("abort", close, { once: true });
        undo.push(
          await hub().subscribe((event) => {
            if (event !== "resync" && event.kind === "session") void check();
            else send(frameOf(event));
          }),
        );
        // A session that ended while we began to listen would else be heard of at the next beat.
        void check();
        // Whoever comes back missed an unknown part: it reads anew rather than guess.
        send("event: resync\ndata: {}\n\n");
      },
      // The reader has closed it already.
      cancel: () => leave(),
    },
    { highWaterMark: 64 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function frameOf(event: MusterEvent | "resync"): string {
  if (event === "resync") return "event: resync\ndata: {}\n\n";
  if (PRIVATE.has(event.kind)) return "";
  const [id] = event.ids;
  return `event: ${event.kind}\ndata: ${JSON.stringify({ id: event.ids.length === 1 ? id : null, ids: event.ids })}\n\n`;
}
