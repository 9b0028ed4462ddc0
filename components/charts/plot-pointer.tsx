"use client";

import { type PointerEvent, type ReactNode, useCallback, useState } from "react";
import type { DrawProps } from "./model";
import { plotFrame } from "./plot-frame";

const DRAG_PX = 6;

/** The bucket under a pointer, held inside the plot. */
export function bucketAt(x: number, width: number, buckets: number): number {
  const plot = width - plotFrame.left - plotFrame.right;
  const index = Math.floor(((x - plotFrame.left) / plot) * buckets);
  return Math.max(0, Math.min(buckets - 1, index));
}

type Drag = { from: number; to: number; width: number };

function xIn(event: PointerEvent<HTMLElement>): { x: number; width: number } {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, width: box.width };
}

const PHONE = "(max-width: 920px)";

/** A place under the chart on a phone, where a floating tooltip would hide what the thumb points at; null elsewhere. */
function useUnderneath(): [HTMLElement | null, (node: HTMLElement | null) => void] {
  const [node, setNode] = useState<HTMLElement | null>(null);
  const take = useCallback((next: HTMLElement | null) => setNode(next && matchMedia(PHONE).matches ? next : null), []);
  return [node, take];
}

/** Turns a click into a bucket and a drag into a range. Keyboards have the table behind the chart. */
export function PlotPointer({
  data,
  label,
  height,
  onSelect,
  onZoom,
  children,
}: DrawProps & { children: (underneath: HTMLElement | null) => ReactNode }) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const [underneath, takeUnderneath] = useUnderneath();
  const { buckets } = data;
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const { x, width } = xIn(event);
    setDrag({ from: x, to: x, width });
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (drag) setDrag({ ...drag, to: xIn(event).x });
  };
  const end = (event: PointerEvent<HTMLDivElement>) => {
    const { x, width } = xIn(event);
    const began = drag?.from ?? x;
    setDrag(null);
    const first = buckets[bucketAt(Math.min(began, x), width, buckets.length)];
    const last = buckets[bucketAt(Math.max(began, x), width, buckets.length)];
    if (!first || !last) return;
    if (Math.abs(x - began) >= DRAG_PX) return onZoom?.({ from: first.from, to: last.to });
    const hit = event.target instanceof Element ? event.target.closest("[data-key]") : null;
    onSelect?.(first, hit?.getAttribute("data-key") ?? null);
  };
  return (
    <>
      <div
        role="img"
        aria-label={label}
        className={`chart relative select-none ${onSelect || onZoom ? "cursor-crosshair" : ""}`}
        style={{ height }}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerLeave={() => setDrag(null)}
      >
        {children(underneath)}
        {drag && onZoom && Math.abs(drag.to - drag.from) >= DRAG_PX ? (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute bg-accent/20"
            style={{
              left: Math.min(drag.from, drag.to),
              width: Math.abs(drag.to - drag.from),
              top: plotFrame.top,
              bottom: plotFrame.bottom,
            }}
          />
        ) : null}
      </div>
      <div ref={takeUnderneath} className="desk:hidden" />
    </>
  );
}
