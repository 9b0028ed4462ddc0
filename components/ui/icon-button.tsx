import type { ComponentProps } from "react";
import { cx } from "./cx";

/** A square that holds one icon. `label` is its name for readers and its tooltip. */
export function IconButton({ label, className, ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      {...rest}
      className={cx(
        "inline-grid size-7 shrink-0 place-items-center rounded-2 text-ink-2 motion-safe:transition-colors motion-safe:duration-[90ms] hover:bg-surface-hover hover:text-ink-1 focus-visible:rounded-2 disabled:text-ink-3 max-desk:size-10",
        className,
      )}
    />
  );
}
