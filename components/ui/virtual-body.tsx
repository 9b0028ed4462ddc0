"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

const OVERSCAN = 12;
const PHONE = "(max-width: 920px)";
/** Pixels of `--row-touch`, the two lines of a phone. */
const TOUCH_ROW = 52;

function watchPhone(changed: () => void): () => void {
  const query = matchMedia(PHONE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** A `tbody` that holds only the rows in sight, for lists of thousands; the window is what scrolls. */
export function VirtualBody<Item>({
  items,
  columns,
  rowHeight,
  children,
}: {
  items: readonly Item[];
  /** How many columns the table has. */
  columns: number;
  /** Pixels, the same for every row of a wide table; a phone has its own. */
  rowHeight: number;
  children: (item: Item, index: number) => ReactNode;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  const onPhone = useSyncExternalStore(
    watchPhone,
    () => matchMedia(PHONE).matches,
    () => false,
  );
  useLayoutEffect(() => {
    if (body.current) setOffset(body.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => (onPhone ? TOUCH_ROW : rowHeight),
    overscan: OVERSCAN,
    scrollMargin: offset,
    // The server renders the first screen, so that nothing is empty before the scripts run.
    initialRect: { width: 1440, height: 900 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heights known so far are void once the layout changes
  useEffect(() => virtualizer.measure(), [virtualizer, onPhone]);
  const shown = virtualizer.getVirtualItems();
  const first = shown[0];
  const last = shown.at(-1);
  const above = first ? first.start - offset : 0;
  const below = last ? virtualizer.getTotalSize() - (last.end - offset) : 0;
  return (
    <tbody ref={body}>
      <Spacer height={above} columns={columns} />
      {shown.map(({ index }) => {
        const item = items[index];
        return item === undefined ? null : children(item, index);
      })}
      <Spacer height={below} columns={columns} />
    </tbody>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr style={{ display: "block", minHeight: 0, height, padding: 0, border: 0 }}>
      <td colSpan={columns} style={{ display: "block", height, padding: 0, border: 0 }} />
    </tr>
  );
}
