export interface BenchTools {
  /** A migrated database of its own on a Postgres with its ordinary durability, which all benches of a run share. */
  database(name: string): Promise<string>;
  /** The clone, and the folder of its bundles. */
  root: string;
  dist: string;
  /** One line of progress, to standard error. */
  say(text: string): void;
}

export interface Measured {
  /** Ours ÷ the rival's: the median of the rounds. */
  ratio: number;
  detail: string;
}

/** A figure of ours against a rival that is measured in the same run. */
export interface Bench {
  id: string;
  better: "higher" | "lower";
  rival: string;
  /** What is promised, to be printed beside the ratio. */
  promise: number;
  run(tools: BenchTools): Promise<Measured>;
}

export function defineBench(bench: Bench): Bench {
  return bench;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
