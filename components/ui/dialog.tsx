"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { cx } from "./cx";
import { IconButton } from "./icon-button";

/** A modal on the browser's own dialog: focus is kept inside, Escape closes, the focus goes back where it was. It begins at what carries `data-autofocus`. */
export function Dialog({
  title,
  onClose,
  children,
  footer,
  width = 480,
  bare = false,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  width?: number;
  /** Without head and padding, for what brings its own; the title is then only heard. */
  bare?: boolean;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const node = dialog.current;
    if (!node) return;
    node.showModal();
    node.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => node.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop only repeats what Escape does
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={() => {
        // The event comes late: a dialog that was shown again meanwhile is not closed.
        if (!dialog.current?.open) onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      style={{ width }}
      className={cx(
        "mx-auto mt-[12vh] mb-auto max-h-[80vh] max-w-[calc(100vw-24px)] overflow-hidden rounded-3 bg-surface-2 text-ink-1 shadow-floating open:flex open:flex-col open:float-motion",
        "max-desk:mt-3",
      )}
    >
      {bare ? (
        <h2 id={id} className="sr-only">
          {title}
        </h2>
      ) : (
        <div className="flex items-center gap-2 border-line border-b py-2 pr-2 pl-4">
          <h2 id={id} className="flex-1 text-base font-semibold">
            {title}
          </h2>
          <IconButton label="Close" onClick={onClose}>
            <X aria-hidden="true" className="size-4" />
          </IconButton>
        </div>
      )}
      <div className={cx("min-h-0 flex-1 overflow-auto", !bare && "p-4")}>{children}</div>
      {footer ? <div className="flex flex-wrap justify-end gap-2 border-line border-t px-4 py-3">{footer}</div> : null}
    </dialog>
  );
}
