import { Children, type ReactNode } from "react";
import { cx } from "./cx";

/** A head and a hairline, never a box. `answer` stands at the right end of the head. */
export function Section({
  title,
  count,
  answer,
  actions,
  children,
  flush = false,
  className,
}: {
  title: ReactNode;
  count?: ReactNode;
  answer?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Content reaches both edges, as tables and rows do. */
  flush?: boolean;
  className?: string;
}) {
  return (
    <section className={cx("min-w-0 not-first:border-line not-first:border-t", className)}>
      <div className="flex min-h-9 flex-wrap items-center gap-x-2 px-gutter py-1 max-desk:min-h-11">
        <h2 className="text-base font-medium">{title}</h2>
        {count}
        <span className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-2">
          {answer ? <span className="text-small text-ink-2">{answer}</span> : null}
          {actions}
        </span>
      </div>
      <div className={flush ? undefined : "px-gutter pb-3"}>{children}</div>
    </section>
  );
}

/** Work in the middle and an aside, parted by a hairline; the aside goes below where there is no room. */
export function Split({
  children,
  aside,
  asideWidth = 344,
}: {
  children: ReactNode;
  aside: ReactNode;
  asideWidth?: number;
}) {
  return (
    <div
      className="grid flex-1 border-line border-t wide:grid-cols-[minmax(0,1fr)_var(--aside)]"
      style={{ ["--aside" as string]: `${asideWidth}px` }}
    >
      <div className="min-w-0">{children}</div>
      <aside className="min-w-0 border-line max-wide:border-t wide:border-l">{aside}</aside>
    </div>
  );
}

/** Sections side by side, parted by hairlines; below each other on a phone. */
export function Columns({ children }: { children: ReactNode }) {
  return (
    <div className="grid border-line border-t desk:auto-cols-fr desk:grid-flow-col">
      {Children.map(children, (child) => (
        <div className="min-w-0 border-line max-desk:[&+&]:border-t desk:[&+&]:border-l">{child}</div>
      ))}
    </div>
  );
}
