import type { ReactNode } from "react";
import { cx } from "./cx";

/** A key hint. Readers hear shortcuts from the sheet, so hints stay silent. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "inline-block min-w-[18px] rounded-1 border border-line bg-surface-0 px-1 text-center font-sans text-caption font-medium text-ink-3",
        className,
      )}
    >
      {children}
    </span>
  );
}
