import type { Group } from "./usage-params";

type Asked = {
  from?: string;
  to?: string;
  workflow?: string;
  model?: string;
  provider?: string;
  environment?: string;
  source?: string;
  status?: string;
  sort?: string;
  authority?: "cost" | "runs";
};

type Span = { from: string; to: string };

/** The address of the runs behind a figure. */
export function runsAddress({ from, to, ...rest }: Asked): string {
  const query = new URLSearchParams();
  if (from !== undefined && to !== undefined) query.set("range", `${from}..${to}`);
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, value);
  return `/runs?${query}`;
}

/** The runs that a span's money was spent on, the dearest first. */
export function runsBehind(by: Group, span: Span, key: null): string;
/** The same of one line; null where no filter of runs says it. */
export function runsBehind(by: Group, span: Span, key: string | null): string | null;
export function runsBehind(by: Group, { from, to }: Span, key: string | null): string | null {
  const asked = { from, to, authority: "cost", sort: "-cost" } as const;
  if (key === null || key === "other") return runsAddress(asked);
  if (key === "") return null;
  return runsAddress({ ...asked, [by]: key });
}
