import { expect, it, vi } from "vitest";
import { panelState } from "./panel-state";

const query = (change: Partial<Parameters<typeof panelState>[0]>) => ({
  data: undefined,
  error: null,
  isPending: true,
  dataUpdatedAt: Date.parse("2026-11-24T02:00:00Z"),
  refetch: vi.fn(),
  ...change,
});

it("keeps showing data while they refresh", () => {
  expect(panelState(query({ data: [], isPending: false }))).toEqual({ kind: "ready" });
});

it("keeps old data after a failure and says since when", () => {
  const state = panelState(query({ data: [], error: new Error("mlflow-us timed out"), isPending: false }));
  expect(state).toMatchObject({ kind: "stale", since: "2026-11-24T02:00:00.000Z", why: "mlflow-us timed out" });
});

it("tells a failure without data in the problem's own words, and can ask again", () => {
  const refetch = vi.fn();
  const problem = Object.assign(new Error("the database is away"), { title: "Unavailable", requestId: "r1" });
  const state = panelState(query({ error: problem, isPending: false, refetch }));
  if (state.kind !== "error") throw new Error(`expected an error, got ${state.kind}`);
  expect(state.problem).toEqual({ title: "Unavailable", detail: "the database is away", requestId: "r1" });
  state.retry?.();
  expect(refetch).toHaveBeenCalledOnce();
});

it("loads only while nothing is there", () => {
  expect(panelState(query({}))).toEqual({ kind: "loading" });
});
