/** Pixels round the plot, the same in every chart, so that what lies over it needs no measuring. */
export const plotFrame = { left: 48, right: 8, top: 18, bottom: 20 } as const;

/** Pixels of `--chart-s`, `-m` and `-l`. */
export const chartHeights = { s: 120, m: 200, l: 292 } as const;

export type ChartHeight = keyof typeof chartHeights;
