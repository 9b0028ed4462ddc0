"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import type { KeyboardEvent, ReactNode } from "react";
import { cx } from "./cx";
import { IconButton } from "./icon-button";
import { Popover, type PopoverTrigger } from "./popover";

export type MenuItem = {
  label: string;
  icon?: ReactNode;
  onSelect?: () => void;
  href?: string;
  danger?: boolean;
  checked?: boolean;
  /** Why it cannot be done now; the item is then shown and does nothing. */
  disabledReason?: string;
};

const ITEM = '[role^="menuitem"]';

/** The index that an arrow, Home or End moves to among `count` items, round the ends; null for other keys. */
export function nextMenuIndex(key: string, index: number, count: number): number | null {
  if (key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowUp") return (index - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEM)];
  const index = items.findIndex((item) => item.contains(document.activeElement));
  const byLetter =
    event.key.length === 1 && items.findIndex((item) => item.textContent.toLowerCase().startsWith(event.key));
  const next =
    nextMenuIndex(event.key, index, items.length) ?? (typeof byLetter === "number" && byLetter >= 0 ? byLetter : null);
  if (next === null) return;
  event.preventDefault();
  event.stopPropagation();
  items[next]?.focus();
}

/** A list of deeds. Destructive ones belong last, apart. */
export function Menu({
  label,
  items,
  trigger,
  align = "end",
}: {
  label: string;
  items: readonly MenuItem[];
  trigger?: (props: PopoverTrigger & { "aria-haspopup": "menu" }) => ReactNode;
  align?: "start" | "end";
}) {
  return (
    <Popover
      align={align}
      className="min-w-44"
      onOpen={(panel) => panel.querySelector<HTMLElement>(ITEM)?.focus()}
      trigger={(props) =>
        trigger ? (
          trigger({ ...props, "aria-haspopup": "menu" })
        ) : (
          <IconButton {...props} label={label} aria-haspopup="menu">
            <Ellipsis aria-hidden="true" className="size-4" />
          </IconButton>
        )
      }
    >
      {(close) => (
        <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={moveFocus} className="p-1">
          {items.map((item, index) => (
            <MenuRow
              key={item.label}
              item={item}
              close={close}
              apart={Boolean(item.danger && !items[index - 1]?.danger && index > 0)}
            />
          ))}
        </div>
      )}
    </Popover>
  );
}

function MenuRow({ item, close, apart }: { item: MenuItem; close: () => void; apart: boolean }) {
  const className = cx(
    "flex min-h-control w-full items-center gap-2 rounded-2 px-2 text-left whitespace-nowrap hover:bg-surface-hover hover:no-underline focus-visible:rounded-2 max-desk:min-h-control-touch",
    item.danger && "text-down",
    item.disabledReason && "text-ink-3",
    apart && "mt-2",
  );
  const inside = (
    <>
      {item.icon}
      <span className="flex-1">{item.label}</span>
      {item.checked ? <span aria-hidden="true">✓</span> : null}
      {item.disabledReason ? <span className="text-small text-ink-3">{item.disabledReason}</span> : null}
    </>
  );
  if (item.href) {
    return (
      <Link role="menuitem" tabIndex={-1} href={item.href} onClick={close} className={className}>
        {inside}
      </Link>
    );
  }
  const select = () => {
    if (item.disabledReason) return;
    close();
    item.onSelect?.();
  };
  const checkable =
    item.checked === undefined ? { role: "menuitem" } : { role: "menuitemradio", "aria-checked": item.checked };
  return (
    <button
      type="button"
      {...checkable}
      tabIndex={-1}
      aria-disabled={Boolean(item.disabledReason)}
      onClick={select}
      className={className}
    >
      {inside}
    </button>
  );
}
