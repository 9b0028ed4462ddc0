"use client";

import { type RefObject, useEffect } from "react";
import { useShortcut } from "./use-shortcut";

/** The row that the focus goes to: from none the first or the last, at an end it stays. */
export function rowAfter(current: number, step: 1 | -1, count: number): number {
  if (current < 0) return step === 1 ? 0 : count - 1;
  return Math.max(0, Math.min(count - 1, current + step));
}

function rowsIn(container: HTMLElement): HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>("[data-row]")];
}

function openRow(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.target instanceof HTMLElement) || !event.target.matches("[data-row]")) return;
  const link =
    event.target.querySelector<HTMLElement>("[data-row-link]") ?? event.target.querySelector<HTMLElement>("a[href]");
  link?.click();
}

/** `j` and `k` move the focus along the rows inside `container`, Enter opens the one focused. */
export function useRowKeys(container: RefObject<HTMLElement | null>): void {
  const move = (step: 1 | -1) => {
    if (!container.current) return;
    const rows = rowsIn(container.current);
    const current = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[rowAfter(current, step, rows.length)];
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };
  useShortcut("j", "Next row", "List", () => move(1));
  useShortcut("k", "Previous row", "List", () => move(-1));
  useEffect(() => {
    const node = container.current;
    node?.addEventListener("keydown", openRow);
    return () => node?.removeEventListener("keydown", openRow);
  }, [container]);
}
