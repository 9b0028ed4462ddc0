import { formatDuration } from "@/components/ui/format-duration";
import { formatUsd } from "@/components/ui/format-money";
import { harmless } from "@/components/ui/hostile-text";
import type { RunDetail } from "./queries";

type Told = Pick<RunDetail, "workflow" | "status" | "durationMs" | "costUsd" | "error">;

/** One sentence of what became of an execution, without its full stop. */
export function runVerdict({ workflow, status, durationMs, costUsd, error }: Told): string {
  const name = harmless(workflow, 120);
  if (status === "pending" || status === "running") return `${name} is ${status}`;
  const took = durationMs === null ? "how long it took is unknown" : `took ${formatDuration(durationMs)}`;
  const cost = costUsd === null ? "its cost is unknown" : `cost ${formatUsd(costUsd)}`;
  const why = error === null ? "" : `: ${harmless(error, 200)}`;
  return `${name}, ${status.replace("_", " ")}; ${took}, ${cost}${why}`;
}

/** The address where it may leave the page: http or https and well formed; what a source calls a link may be anything. */
export function outsideAddress(link: string | null): URL | null {
  const url = link !== null && URL.canParse(link) ? new URL(link) : null;
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url : null;
}
