import type { z } from "zod";
import type { Queryable } from "@/server/platform/db/transaction";

/** What a person or a clock asks once. Light on purpose: a route enqueues without its handler's drivers. */
export interface JobDefinition<P extends z.ZodType = z.ZodType> {
  name: string;
  payload: P;
  /** Jobs of one queue run one after another. */
  queue?: (payload: z.output<P>) => string;
  maxAttempts: number;
}

export function defineJob<P extends z.ZodType>(
  job: Omit<JobDefinition<P>, "maxAttempts"> & { maxAttempts?: number },
): JobDefinition<P> {
  return { maxAttempts: 1, ...job };
}

/** In the caller's transaction: the job exists exactly when the deed does. Answers graphile's job id. */
export async function enqueue<P extends z.ZodType>(
  db: Queryable,
  job: JobDefinition<P>,
  payload: z.input<P>,
): Promise<string> {
  const parsed = job.payload.parse(payload);
  const { rows } = await db.query(
    `SELECT (graphile_worker.add_job($1::text, $2::json, queue_name := $3::text, max_attempts := $4::int)).id::text AS id`,
    [job.name, JSON.stringify(parsed), job.queue?.(parsed) ?? null, job.maxAttempts],
  );
  return String(rows[0]?.id);
}
