import type { z } from "zod";
import type { JobDefinition } from "@/server/platform/jobs";
import { housekeep } from "@/server/system/jobs";
import { runHousekeep } from "@/server/system/tasks/housekeep";

export interface TaskContext {
  instanceId: string;
  signal: AbortSignal;
}

/** A handler with the definition that types it. */
interface Task {
  name: string;
  run(payload: unknown, context: TaskContext): Promise<void>;
}

export function task<P extends z.ZodType>(
  job: JobDefinition<P>,
  handler: (payload: z.output<P>, context: TaskContext) => Promise<void>,
): Task {
  return { name: job.name, run: (payload, context) => handler(job.payload.parse(payload), context) };
}

/** Job to handler: a line a job. */
export const TASKS: readonly Task[] = [task(housekeep, runHousekeep)];
