import type { ReactNode } from "react";

/** Words shown on hover and focus of what is inside. Any element may carry `data-tip` itself; `TooltipLayer` shows it. */
export function Tooltip({ tip, children }: { tip: string; children: ReactNode }) {
  return <span data-tip={tip}>{children}</span>;
}
