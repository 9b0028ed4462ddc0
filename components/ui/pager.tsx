import { Button } from "./button";
import { formatCount } from "./format-count";

/** How much of a list is shown, and the way to more. */
export function Pager({
  shown,
  total,
  totalIs,
  loading,
  onMore,
}: {
  shown: number;
  total: number | null;
  totalIs: "exact" | "atLeast" | null;
  loading: boolean;
  /** Null at the end of the list. */
  onMore: (() => void) | null;
}) {
  const of = total === null ? "" : ` of ${totalIs === "atLeast" ? "at least " : ""}${formatCount(total)}`;
  return (
    <div className="flex min-h-11 items-center gap-3 px-gutter text-small text-ink-3">
      <span role="status">
        {formatCount(shown)}
        {of}
      </span>
      {onMore ? (
        <Button size="small" onClick={onMore} aria-busy={loading} disabled={loading}>
          Load more
        </Button>
      ) : null}
    </div>
  );
}
