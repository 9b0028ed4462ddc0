"use client";

import { useRouter } from "next/navigation";
import { useShortcut } from "./use-shortcut";

/** Escape goes one step up, to where a crumb leads. What a page binds to Escape itself, such as clearing a selection, goes first. */
export function EscapeTo({ href, label }: { href: string; label: string }) {
  const router = useRouter();
  useShortcut("escape", `Back to ${label}`, "Everywhere", () => router.push(href));
  return null;
}
