type Asked = {
  from?: string;
  to?: string;
  workflow?: string;
  model?: string;
  status?: string;
  sort?: string;
  authority?: "cost" | "runs";
};

/** The address of the runs behind a figure. */
export function runsAddress({ from, to, ...rest }: Asked): string {
  const query = new URLSearchParams();
  if (from !== undefined && to !== undefined) query.set("range", `${from}..${to}`);
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, value);
  return `/runs?${query}`;
}
