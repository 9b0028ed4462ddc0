import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

const frame =
  "inline-flex h-control shrink-0 items-center gap-1.5 whitespace-nowrap rounded-2 border border-line px-[9px] text-ink-2 focus-visible:rounded-2 max-desk:h-control-touch";

/** A filter that is on or off, with the count it would show. */
export function Chip({
  pressed,
  onPress,
  mark,
  count,
  children,
}: {
  pressed: boolean;
  onPress: () => void;
  mark?: ReactNode;
  count?: number;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cx(frame, pressed ? "bg-surface-selected text-ink-1" : "hover:bg-surface-hover")}
    >
      {mark}
      {children}
      {count === undefined ? null : <b className="font-medium text-ink-1">{count}</b>}
    </button>
  );
}

/** A filter that is set and can be taken away: its field, its value. */
export function RemovableChip({ field, value, onRemove }: { field: string; value: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={`Remove the filter ${field} ${value}`}
      className={cx(frame, "bg-surface-selected text-ink-1")}
    >
      {field} <b className="max-w-48 truncate font-medium">{value}</b>
      <X aria-hidden="true" className="size-3.5 text-ink-3" />
    </button>
  );
}
