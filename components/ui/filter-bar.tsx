import type { ReactNode } from "react";

/** Search and chips above a list; on a phone they scroll sideways in one line under a search of full width. */
export function FilterBar({ search, children }: { search?: ReactNode; children: ReactNode }) {
  return (
    <search className="flex flex-wrap items-center gap-1.5 px-gutter pb-2.5 max-desk:flex-col max-desk:flex-nowrap max-desk:items-stretch">
      {search}
      <div className="flex flex-wrap items-center gap-1.5 desk:contents max-desk:-mx-gutter max-desk:flex-nowrap max-desk:overflow-x-auto max-desk:px-gutter max-desk:py-0.5 max-desk:[scrollbar-width:none]">
        {children}
      </div>
    </search>
  );
}
