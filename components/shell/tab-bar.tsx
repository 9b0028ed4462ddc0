"use client";

import { Menu as MenuIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { Menu } from "@/components/ui/menu";
import { useBadges } from "./badges";
import { useEnvironment, withEnvironment } from "./environment";
import { allows, isCurrent, pages, type Role } from "./nav";

const tab = "relative flex flex-col items-center justify-center gap-[3px] text-caption hover:no-underline";

/** The five places a thumb reaches: four pages and the rest. */
export function TabBar({ role }: { role: Role }) {
  const badges = useBadges();
  const path = usePathname();
  const environment = useEnvironment();
  const allowed = pages.filter((page) => allows(role, page.role));
  const rest = allowed.filter((page) => !page.onPhone);
  const inRest = rest.some((page) => isCurrent(page, path));
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-8 grid h-[var(--tabbar)] grid-cols-5 border-line border-t bg-surface-1 desk:hidden"
    >
      {allowed
        .filter((page) => page.onPhone)
        .map((page) => {
          const current = isCurrent(page, path);
          const count = page.badge ? badges[page.badge] : undefined;
          return (
            <Link
              key={page.path}
              href={withEnvironment(page.path, environment)}
              aria-current={current ? "page" : undefined}
              className={cx(tab, current ? "font-medium text-ink-1" : "text-ink-2")}
            >
              {page.icon ? (
                <page.icon
                  aria-hidden="true"
                  strokeWidth={1.75}
                  className={cx("size-[18px]", current ? "text-accent" : "text-ink-3")}
                />
              ) : null}
              {page.title}
              {count ? (
                <Badge label={`${count} need a person`} className="absolute top-[5px] left-[calc(50%+6px)]">
                  {count}
                </Badge>
              ) : null}
            </Link>
          );
        })}
      <Menu
        label="More pages"
        items={rest.map((page) => ({ label: page.title, href: withEnvironment(page.path, environment) }))}
        trigger={(props) => (
          <button {...props} type="button" className={cx(tab, inRest ? "font-medium text-ink-1" : "text-ink-2")}>
            <MenuIcon
              aria-hidden="true"
              strokeWidth={1.75}
              className={cx("size-[18px]", inRest ? "text-accent" : "text-ink-3")}
            />
            More
          </button>
        )}
      />
    </nav>
  );
}
