import type { CronItem } from "graphile-worker";
import { housekeep } from "@/server/system/jobs";

/** What a clock asks: a line a job. The finest step is a minute. */
export const CRONS: readonly CronItem[] = [
  { task: housekeep.name, match: "17 * * * *", options: { backfillPeriod: 0 } },
];
