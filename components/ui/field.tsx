"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx";

const box =
  "w-full rounded-2 border border-line-field bg-surface-field px-2.5 text-ink-1 focus-visible:rounded-2 aria-invalid:border-down disabled:border-dashed disabled:text-ink-3 max-desk:text-[16px]";

type Wiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/** A label, its control, what it means and what is wrong with it, tied together. */
export function Field({
  label,
  hint,
  error,
  aside,
  children,
}: {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  /** Said at the right end of the label. */
  aside?: ReactNode;
  children: (wiring: Wiring) => ReactNode;
}) {
  const id = useId();
  const told = error || hint;
  return (
    <div>
      <div className="mb-1 flex justify-between gap-2 text-small text-ink-2">
        <label htmlFor={id}>{label}</label>
        {aside ? <span className="text-ink-3">{aside}</span> : null}
      </div>
      {children({
        id,
        "aria-describedby": told ? `${id}-told` : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {told ? (
        <p id={`${id}-told`} className={cx("mt-1 text-small", error ? "text-down" : "text-ink-3")}>
          {told}
        </p>
      ) : null}
    </div>
  );
}

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={cx(box, "h-8 max-desk:h-control-touch", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={3} {...rest} className={cx(box, "py-1.5", className)} />;
}

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select {...rest} className={cx(box, "h-8 max-desk:h-control-touch", className)} />;
}

/** A native checkbox with its words; `mixed` for partly. */
export function Checkbox({
  label,
  mixed = false,
  hideLabel = false,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; mixed?: boolean; hideLabel?: boolean }) {
  return (
    <label className="inline-flex min-h-6 items-center gap-2 max-desk:min-h-control-touch">
      <input
        {...rest}
        type="checkbox"
        ref={(node) => {
          if (node) node.indeterminate = mixed;
        }}
        className="m-[5px] size-3.5 accent-accent-fill"
      />
      <span className={hideLabel ? "sr-only" : undefined}>{label}</span>
    </label>
  );
}
