"use client";

import { createRoot } from "react-dom/client";
import type { ExternalToast } from "sonner";

type Sonner = typeof import("sonner");

let loading: Promise<Sonner> | null = null;

/** Loads the library and hangs its list into the page when the first word has to be said. */
async function mounted(): Promise<Sonner> {
  const sonner = await import("sonner");
  const host = document.body.appendChild(document.createElement("div"));
  createRoot(host).render(
    <sonner.Toaster
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        className:
          "flex w-[360px] max-w-[calc(100vw-32px)] items-start gap-2 rounded-3 bg-surface-2 px-3 py-2 text-ink-1 shadow-floating",
        descriptionClassName: "text-ink-2",
        actionButtonStyle: { marginLeft: "auto", color: "var(--accent)", fontWeight: 500, whiteSpace: "nowrap" },
      }}
    />,
  );
  return sonner;
}

async function say(words: string, options: ExternalToast): Promise<void> {
  loading ??= mounted();
  const { toast } = await loading;
  toast(words, options);
}

/** Tells what was done; with `undo` it can be taken back for ten seconds. */
export function tellDone(words: string, undo?: () => void): void {
  void say(words, undo ? { duration: 10_000, action: { label: "Undo", onClick: undo } } : { duration: 4000 });
}

/** Tells what failed, in the cause's own words. It stays until it is read. */
export function tellFailed(deed: string, error: unknown): void {
  const description = error instanceof Error ? error.message : String(error);
  void say(deed, { description, duration: Number.POSITIVE_INFINITY, closeButton: true });
}
