export type Unit = "count" | "usd" | "ms" | "percent";

/** A half-open stretch of time, `from` inclusive, `to` exclusive, as the API cut it. */
export type Bucket = {
  from: string;
  to: string;
  /** How many runs or samples the bucket's values rest on. */
  n?: number;
  /** Shares between 0 and 1. */
  coverage?: { reported: number; estimated: number; unknown: number };
  /** The range begins or ends inside it: no whole amount to compare with its neighbours. */
  cut?: boolean;
};

export type Series = {
  key: string;
  label: string;
  /** A CSS colour; `paint` gives each key its own for good. */
  colour: string;
  /** One a bucket. Null is missing and drawn as a gap; zero is zero. */
  values: readonly (number | null)[];
  /** What to print instead of the drawn number, such as a decimal string of dollars; one a bucket. */
  exact?: readonly (string | null)[];
  /** A line, unless told to stand as dots. */
  dots?: boolean;
  /** Filled with hatching, as what is unknown is. */
  hatched?: boolean;
};

export type ChartMark = { at: string; label: string };

/** Time during which nothing could be known, hatched. */
export type BlindSpan = { from: string; to: string; label: string };

export type ChartData = {
  unit: Unit;
  buckets: readonly Bucket[];
  series: readonly Series[];
  /** IANA zone that the axis is written in. */
  zone: string;
  /** The instant of the answer: a bucket that it lies in is still running. */
  asOf: string;
  /** Right of this the figures are not whole; null where nothing is known of it. */
  completeThrough?: string | null;
  marks?: readonly ChartMark[];
  blind?: readonly BlindSpan[];
  /** Said in the tooltip: sums are exact, quantiles within one per cent. */
  precision: "exact" | "±1 %";
};

/** What a chart draws and whom it tells of a hand's deeds. */
export type DrawProps = {
  data: ChartData;
  /** Says to readers what the picture shows. */
  label: string;
  /** Pixels. */
  height: number;
  /** A click: the bucket, and the series where one was hit. */
  onSelect?: ((bucket: Bucket, key: string | null) => void) | undefined;
  /** A drag over the plot: from the start of its first bucket to the end of its last. */
  onZoom?: ((range: { from: string; to: string }) => void) | undefined;
};
