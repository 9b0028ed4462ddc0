import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

export type Column = {
  /** Also the name that `sort` carries. */
  key: string;
  label: ReactNode;
  /** Pixels; the one column without a width takes what is left, and it should be the one with words. */
  width?: number;
  align?: "right";
  sortable?: boolean;
  /** Also for the cells of the column: from which width on it is there. */
  className?: string;
};

/** `name` ascending, `-name` descending. */
export type Sort = string;

/** The sort after a click on a column: descending first, since the worst or the most is what one looks for. */
export function nextSort(sort: Sort | null, key: string): Sort {
  return sort === `-${key}` ? key : `-${key}`;
}

function ariaSort(sort: Sort | null, key: string): "ascending" | "descending" | "none" {
  if (sort === key) return "ascending";
  return sort === `-${key}` ? "descending" : "none";
}

/** A table with its head. On a phone its rows become two lines of the cells that have a `place`. */
export function Table({
  label,
  columns,
  sort = null,
  onSort,
  density = "compact",
  phone = "two-line",
  rowCount,
  stickyHead = false,
  children,
}: {
  label: string;
  columns: readonly Column[];
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  density?: "compact" | "comfortable";
  phone?: "two-line" | "as-is";
  /** The head stays under the page's bar while a long list scrolls. */
  stickyHead?: boolean;
  /** Rows in all, where only some are drawn. */
  rowCount?: number;
  /** `tbody`, and `tfoot` where there are totals. */
  children: ReactNode;
}) {
  return (
    <table
      aria-label={label}
      className="tbl"
      data-density={density}
      data-phone={phone}
      data-head={stickyHead ? "sticky" : undefined}
      aria-rowcount={rowCount}
    >
      <colgroup>
        {columns.map((column) => (
          <col
            key={column.key}
            className={column.className}
            style={column.width ? { width: column.width } : undefined}
          />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.key} column={column} sort={sort} onSort={column.sortable ? onSort : undefined} />
          ))}
        </tr>
      </thead>
      {children}
    </table>
  );
}

function Head({
  column,
  sort,
  onSort,
}: {
  column: Column;
  sort: Sort | null;
  onSort: ((sort: Sort) => void) | undefined;
}) {
  if (!onSort) {
    return (
      <th scope="col" data-align={column.align} className={column.className}>
        {column.label}
      </th>
    );
  }
  const order = ariaSort(sort, column.key);
  const Arrow = order === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th scope="col" data-align={column.align} aria-sort={order} className={column.className}>
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, column.key))}
        className="inline-flex items-center gap-0.5 hover:text-ink-1"
      >
        {column.label}
        {order === "none" ? null : <Arrow aria-hidden="true" className="size-3" />}
      </button>
    </th>
  );
}

/** A row that `j` and `k` can reach; Enter follows the link that it holds. */
export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return <tr data-row="" tabIndex={-1} {...rest} className={cx("group/row", className)} />;
}

/** A cell; `place` is where it stands in the two lines of a phone. */
export function Cell({
  align,
  place,
  ...rest
}: Omit<ComponentProps<"td">, "align"> & {
  align?: "right";
  place?: "mark" | "title" | "value" | "note" | "age" | "deed";
}) {
  return <td data-align={align} data-place={place} {...rest} />;
}
