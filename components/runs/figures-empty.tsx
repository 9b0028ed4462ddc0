import Link from "next/link";
import { Empty } from "@/components/ui/empty";
import type { PanelState } from "@/components/ui/panel-state";

/** Why a page of figures has nothing to show: no source yet, or no run in the range. */
export function figuresEmpty(connected: boolean): PanelState {
  return {
    kind: "empty",
    empty: connected ? (
      <Empty
        kind="nothing-matches"
        title="No run started in this range."
        detail="Choose a longer one, or another environment."
      />
    ) : (
      <Empty
        kind="not-connected"
        title="No source is connected."
        detail={<Link href="/settings/sources">Connect MLflow or a workflow database.</Link>}
      />
    ),
  };
}
