import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import { notFound, unavailable } from "@/server/platform/errors";
import { type GuardedFetch, guardedFetch, type HttpAnswer } from "@/server/platform/http";
import { callAgent } from "./agent-call";
import { fieldsOf, readAgentJson } from "./agent-json";
import type { contract } from "./contract";
import { loadAgent, mustBeOfTheFleet } from "./internal";
import { millisecondsOf, wordsOf } from "./run-answer";

type Op = typeof contract.getAgentJob;

const WAIT_MS = 10_000;
const STATES = ["pending", "running", "completed", "failed"] as const;

/** Jobs live in the agent's memory: throws `notFound` for one that a restart has lost. */
export async function getAgentJob(
  { ctx, input }: { ctx: Ctx; input: InputOf<Op> },
  http: GuardedFetch = guardedFetch,
): Promise<AnswerOf<Op>> {
  const agent = await loadAgent(sql(ctx), input.id);
  mustBeOfTheFleet(agent);
  const path = `/status/${encodeURIComponent(input.jobId)}`;
  const answer = await callAgent(agent.address, path, { timeoutMs: WAIT_MS }, { http, signal: ctx.signal });
  return jobOf(answer, input.jobId);
}

function jobOf({ status, body }: HttpAnswer, jobId: string): AnswerOf<Op> {
  if (status === 404) throw notFound("The job (an agent forgets its jobs when it restarts)");
  if (status !== 200) throw unavailable(`The agent answered ${status} when it was asked for the job.`);
  const job = fieldsOf(readAgentJson(body));
  return {
    jobId,
    status: STATES.find((state) => state === job.status) ?? "unknown",
    outputs: job.outputs ?? null,
    executionTimeMs: millisecondsOf(job.execution_time_ms),
    error: wordsOf(job.error),
  };
}
