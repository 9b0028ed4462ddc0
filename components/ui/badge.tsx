import type { ReactNode } from "react";
import { cx } from "./cx";

/** A small count or word beside a name. `label` says to readers what is counted. */
export function Badge({ children, label, className }: { children: ReactNode; label?: string; className?: string }) {
  return (
    <span
      className={cx(
        "inline-block min-w-[18px] rounded-1 bg-line px-[5px] text-center text-caption font-medium text-ink-1",
        className,
      )}
    >
      {label ? (
        <>
          <span aria-hidden="true">{children}</span>
          <span className="sr-only">{label}</span>
        </>
      ) : (
        children
      )}
    </span>
  );
}
