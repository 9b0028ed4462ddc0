import { Button } from "@/components/ui/button";
import { harmless } from "@/components/ui/hostile-text";

/** Deeds over the selected rows, afloat above the list. */
export function BulkBar({
  names,
  busy,
  onProbe,
  onPause,
  onClear,
}: {
  names: readonly string[];
  busy: boolean;
  onProbe: () => void;
  onPause: () => void;
  onClear: () => void;
}) {
  const one = names.length === 1 ? harmless(names[0] ?? "", 60) : null;
  const object = names.length === 1 ? "" : ` ${names.length} agents`;
  return (
    <div
      role="toolbar"
      aria-label={`Deeds for ${names.length} selected`}
      className="fixed bottom-4 left-1/2 z-6 flex max-w-[calc(100vw-16px)] -translate-x-1/2 items-center gap-2 rounded-3 bg-surface-2 px-3 py-1.5 text-small shadow-floating max-desk:bottom-[calc(var(--tabbar)+8px)] max-desk:w-[calc(100vw-16px)] max-desk:justify-between"
    >
      <span className="flex min-w-0 items-center gap-2">
        <b className="whitespace-nowrap font-medium">{names.length} selected</b>
        {one ? <span className="max-w-40 truncate text-ink-3 max-desk:hidden">{one}</span> : null}
      </span>
      <Button variant="bare" size="small" kbd="p" disabled={busy} aria-busy={busy} onClick={onProbe}>
        Probe{object}
      </Button>
      <Button variant="bare" size="small" disabled={busy} onClick={onPause}>
        Pause{object}
      </Button>
      <Button variant="bare" size="small" kbd="esc" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
