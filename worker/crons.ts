import type { CronItem } from "graphile-worker";

/** What a clock asks: a line a job. The finest step is a minute. */
export const CRONS: readonly CronItem[] = [];
