import Link from "next/link";
import type { ReactNode } from "react";
import { EscapeTo } from "./escape-to";

/** Title, one sentence of verdict, the deeds of the page. A crumb only below a list. */
export function PageHead({
  title,
  crumbs = [],
  mark,
  verdict,
  actions,
}: {
  title: ReactNode;
  crumbs?: readonly { href: string; label: string }[];
  mark?: ReactNode;
  verdict?: ReactNode;
  actions?: ReactNode;
}) {
  const parent = crumbs.at(-1);
  return (
    <div className="flex items-start gap-6 px-gutter pt-3 pb-2.5 max-desk:flex-col max-desk:gap-2.5">
      {parent ? <EscapeTo {...parent} /> : null}
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 text-title tracking-[var(--tracking-tight)]">
          {crumbs.length > 0 ? (
            <nav aria-label="Breadcrumb" className="flex gap-2 text-ink-3">
              {crumbs.map((crumb) => (
                <span key={crumb.href} className="flex gap-2">
                  <Link href={crumb.href}>{crumb.label}</Link>
                  <span aria-hidden="true">/</span>
                </span>
              ))}
            </nav>
          ) : null}
          <h1 className="min-w-0 font-semibold [overflow-wrap:anywhere]">{title}</h1>
          {mark ? <span className="text-base tracking-normal">{mark}</span> : null}
        </div>
        {verdict ? (
          <p className="mt-0.5 max-w-[96ch] text-ink-2 [&_b]:font-medium [&_b]:text-ink-1">{verdict}</p>
        ) : null}
      </div>
      {actions ? <div className="flex flex-none flex-wrap items-center gap-2 max-desk:w-full">{actions}</div> : null}
    </div>
  );
}
