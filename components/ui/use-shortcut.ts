"use client";

import { useEffect, useRef } from "react";
import { registerShortcut } from "./shortcuts";

/** Binds a key while the component is mounted and `enabled`; it never fires while somebody types. */
export function useShortcut(keys: string, label: string, group: string, run: () => void, enabled = true): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    return registerShortcut({ keys, label, group, run: () => latest.current() });
  }, [keys, label, group, enabled]);
}
