"use client";

import { PanelLeft } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { useBadges } from "./badges";
import { BrandMark } from "./brand";
import { useEnvironment, withEnvironment } from "./environment";
import { allows, isCurrent, type Page, pages, type Role } from "./nav";

/** The pages, at the left. Closed it keeps the icons; below 1240 px it is always closed. */
export function Rail({
  role,
  version,
  closed,
  onToggle,
  onKeys,
}: {
  role: Role;
  version: string;
  closed: boolean;
  onToggle: () => void;
  onKeys: () => void;
}) {
  const badges = useBadges();
  return (
    <aside
      aria-label="Muster"
      data-closed={closed}
      className="group/rail sticky top-0 flex h-screen w-[var(--rail)] flex-none flex-col border-line border-r bg-surface-1 data-[closed=true]:w-[var(--rail-closed)] max-wide:w-[var(--rail-closed)] max-desk:hidden"
    >
      <a
        href="#main"
        className="fixed top-1 left-1 z-20 -translate-y-20 rounded-2 bg-surface-2 px-3 py-2 shadow-floating focus:translate-y-0"
      >
        Skip to the page
      </a>
      <Link
        href="/"
        className="flex h-[var(--topbar)] items-center gap-2 px-[15px] text-[14px] font-semibold tracking-[var(--tracking-tight)] hover:no-underline"
      >
        <BrandMark />
        <span className={whenOpen}>Muster</span>
      </Link>
      <nav aria-label="Pages" className="flex flex-1 flex-col gap-px overflow-y-auto p-2">
        {pages
          .filter((page) => allows(role, page.role))
          .map((page) => (
            <RailLink key={page.path} page={page} count={page.badge ? badges[page.badge] : undefined} closed={closed} />
          ))}
      </nav>
      <div className="flex items-center justify-between gap-2 px-4 pt-2 pb-3 text-caption text-ink-3 group-data-[closed=true]/rail:px-2.5 max-wide:px-2.5">
        <span className={whenOpen}>Muster {version}</span>
        <button type="button" onClick={onKeys} className={cx("ml-auto hover:text-ink-1", whenOpen)}>
          Keys <Kbd>?</Kbd>
        </button>
        <IconButton
          label={closed ? "Open the rail" : "Close the rail"}
          onClick={onToggle}
          className="-my-1 max-wide:hidden"
        >
          <PanelLeft aria-hidden="true" className="size-3.5" />
        </IconButton>
      </div>
    </aside>
  );
}

const whenOpen = "max-wide:sr-only group-data-[closed=true]/rail:sr-only";

function RailLink({ page, count, closed }: { page: Page; count: number | undefined; closed: boolean }) {
  const current = isCurrent(page, usePathname());
  const environment = useEnvironment();
  const Icon = page.icon;
  return (
    <Link
      href={withEnvironment(page.path, environment)}
      aria-current={current ? "page" : undefined}
      data-tip={closed ? page.title : undefined}
      className={cx(
        "relative flex h-[30px] flex-none items-center gap-2.5 rounded-2 px-2 hover:no-underline focus-visible:rounded-2",
        current ? "bg-surface-selected font-medium text-ink-1" : "text-ink-2 hover:bg-surface-hover hover:text-ink-1",
        page.apart && "mt-3",
      )}
    >
      {Icon ? (
        <Icon
          aria-hidden="true"
          strokeWidth={1.75}
          className={cx("size-4 flex-none", current ? "text-accent" : "text-ink-3")}
        />
      ) : null}
      <span className={whenOpen}>{page.title}</span>
      {count ? (
        <Badge
          label={`${count} need a person`}
          className="ml-auto group-data-[closed=true]/rail:absolute group-data-[closed=true]/rail:top-0 group-data-[closed=true]/rail:-right-1 max-wide:absolute max-wide:top-0 max-wide:-right-1"
        >
          {count}
        </Badge>
      ) : null}
    </Link>
  );
}
