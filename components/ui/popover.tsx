"use client";

import { type ReactNode, type Ref, useId, useRef, useState } from "react";
import { cx } from "./cx";
import { placeBeside } from "./place-beside";

export type PopoverTrigger = {
  ref: Ref<HTMLButtonElement>;
  popoverTarget: string;
  "aria-expanded": boolean;
};

/** A floating panel opened by its button. The browser closes it on Escape or a click elsewhere and gives the focus back. */
export function Popover({
  trigger,
  children,
  align = "start",
  className,
  onOpen,
}: {
  trigger: (props: PopoverTrigger) => ReactNode;
  /** Drawn only while open. */
  children: (close: () => void) => ReactNode;
  align?: "start" | "end";
  className?: string;
  onOpen?: (panel: HTMLElement) => void;
}) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      {trigger({ ref: anchor, popoverTarget: id, "aria-expanded": open })}
      <div
        ref={panel}
        id={id}
        popover="auto"
        onBeforeToggle={(event) => {
          if (event.newState === "open") setOpen(true);
        }}
        onToggle={(event) => {
          setOpen(event.newState === "open");
          if (event.newState !== "open" || !anchor.current || !panel.current) return;
          placeBeside(anchor.current, panel.current, align);
          onOpen?.(panel.current);
        }}
        className={cx(
          "fixed inset-auto m-0 max-h-[80vh] overflow-auto rounded-3 bg-surface-2 text-ink-1 shadow-floating open:float-motion",
          className,
        )}
      >
        {open ? children(() => panel.current?.hidePopover()) : null}
      </div>
    </>
  );
}
