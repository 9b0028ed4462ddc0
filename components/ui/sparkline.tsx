/** The path of a line over equally spaced values; a null is a gap, a lone value a dot. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number): string {
  const known = values.filter((value) => value !== null);
  const most = Math.max(...known, 0);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const y = (value: number) => (most === 0 ? height - 1 : height - 1 - (value / most) * (height - 2));
  let path = "";
  values.forEach((value, index) => {
    if (value === null) return;
    const before = values[index - 1];
    const starts = before === null || before === undefined;
    const lone = starts && (values[index + 1] === null || values[index + 1] === undefined);
    path += `${starts ? "M" : "L"}${(index * step).toFixed(1)} ${y(value).toFixed(1)}${lone ? "h0.01" : ""}`;
  });
  return path;
}

/** A line from zero without axes, beside the figure that it explains. */
export function Sparkline({
  values,
  label,
  width = 78,
  height = 14,
}: {
  values: readonly (number | null)[];
  label: string;
  width?: number;
  height?: number;
}) {
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="inline-block align-middle"
    >
      <path d={`M0 ${height - 0.5}H${width}`} stroke="var(--chart-grid)" />
      <path
        d={sparkPath(values, width, height)}
        fill="none"
        stroke="var(--text-2)"
        strokeWidth="1.1"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
