"use client";

import { useEffect, useRef } from "react";
import { placeBeside } from "./place-beside";

const LAYER_ID = "tooltip-layer";

/** What a pointer or the focus rests on, or the first thing inside it that has something to tell. */
function tellerOf(target: EventTarget | null, inside: boolean): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  const around = target.closest<HTMLElement>("[data-tip]");
  return around ?? (inside ? target.querySelector<HTMLElement>("[data-tip]") : null);
}

function listenForTellers(layer: HTMLElement): () => void {
  let described: Element | null = null;
  const hide = () => {
    layer.hidePopover();
    described?.removeAttribute("aria-describedby");
    described = null;
  };
  const show = (teller: HTMLElement | null) => {
    const tip = teller?.dataset.tip;
    if (!teller || !tip) return layer.matches(":popover-open") ? hide() : undefined;
    layer.textContent = tip;
    layer.showPopover();
    placeBeside(teller, layer);
  };
  const onPointer = (event: PointerEvent) => {
    if (event.pointerType !== "touch") show(tellerOf(event.target, false));
  };
  const onFocus = (event: FocusEvent) => {
    // Opening a dialog or a menu moves the focus while it opens, and one popover must not open inside another's opening.
    requestAnimationFrame(() => tellFocused(event.target));
  };
  const tellFocused = (target: EventTarget | null) => {
    if (!(target instanceof Element) || !target.matches(":focus-visible") || !layer.isConnected) return;
    show(tellerOf(target, true));
    if (!layer.matches(":popover-open") || target.hasAttribute("aria-describedby")) return;
    target.setAttribute("aria-describedby", LAYER_ID);
    described = target;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") hide();
  };
  document.addEventListener("pointerover", onPointer);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", onKey);
  return () => {
    document.removeEventListener("pointerover", onPointer);
    document.removeEventListener("focusin", onFocus);
    document.removeEventListener("focusout", hide);
    document.removeEventListener("keydown", onKey);
  };
}

/** The one tooltip of the page, in the top layer, so that no table cuts it and a thousand rows cost nothing. */
export function TooltipLayer() {
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => (layer.current ? listenForTellers(layer.current) : undefined), []);
  return (
    <div
      ref={layer}
      id={LAYER_ID}
      role="tooltip"
      popover="manual"
      className="pointer-events-none fixed inset-auto m-0 max-w-80 rounded-3 bg-surface-2 px-2 py-1 text-small text-ink-1 shadow-floating [overflow-wrap:anywhere]"
    />
  );
}
