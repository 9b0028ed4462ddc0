import type { ReactNode } from "react";

/** What an API's problem tells a reader. */
export type ProblemWords = { title: string; detail: string; requestId?: string | null };

export type PanelState =
  | { kind: "loading" }
  | { kind: "ready" }
  /** Shown, but old: why in words, since when, and what can be done. */
  | { kind: "stale"; since: string | null; why: ReactNode; action?: ReactNode }
  | { kind: "error"; problem: ProblemWords; retry?: (() => void) | undefined; action?: ReactNode }
  | { kind: "empty"; empty: ReactNode };

type Asked = {
  data: unknown;
  error: Error | null;
  isPending: boolean;
  dataUpdatedAt: number;
  refetch: () => unknown;
};

function wordsOf(error: Error): ProblemWords {
  if ("title" in error && typeof error.title === "string")
    return { title: error.title, detail: error.message, requestId: requestIdOf(error) };
  return { title: error.message, detail: "" };
}

function requestIdOf(error: Error): string | null {
  return "requestId" in error && typeof error.requestId === "string" ? error.requestId : null;
}

/** The state of a panel from its query: data stay while they refresh; after a failure they stay and say how old they are. */
export function panelState(query: Asked, retryAction?: ReactNode): PanelState {
  if (query.data !== undefined && query.error === null) return { kind: "ready" };
  if (query.error !== null) {
    const problem = wordsOf(query.error);
    if (query.data === undefined)
      return { kind: "error", problem, retry: () => void query.refetch(), action: retryAction };
    return {
      kind: "stale",
      since: new Date(query.dataUpdatedAt).toISOString(),
      why: problem.detail || problem.title,
      action: retryAction,
    };
  }
  return query.isPending ? { kind: "loading" } : { kind: "ready" };
}
