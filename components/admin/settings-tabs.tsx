"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { allows, type Role, settingsPages } from "@/components/shell/nav";
import { cx } from "@/components/ui/cx";

/** The pages under Settings that a role may open. */
export function SettingsTabs({ role }: { role: Role }) {
  const path = usePathname();
  return (
    <nav aria-label="Settings" className="flex gap-1 overflow-x-auto border-line border-b px-gutter pt-2">
      {settingsPages
        .filter((page) => allows(role, page.role))
        .map((page) => {
          const current = path === page.path;
          return (
            <Link
              key={page.path}
              href={page.path}
              aria-current={current ? "page" : undefined}
              className={cx(
                "-mb-px whitespace-nowrap border-b-2 px-2.5 py-1.5 no-underline hover:no-underline max-desk:py-3",
                current ? "border-accent font-medium text-ink-1" : "border-transparent text-ink-2 hover:text-ink-1",
              )}
            >
              {page.title}
            </Link>
          );
        })}
    </nav>
  );
}
