import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import { impossible } from "@/server/platform/errors";
import { type GuardedFetch, guardedFetch, type HttpAnswer } from "@/server/platform/http";
import { callAgent } from "./agent-call";
import { fieldsOf, readAgentJson } from "./agent-json";
import type { contract } from "./contract";
import { loadAgent, mustBeOfTheFleet } from "./internal";
import { inputFaults, millisecondsOf, wordsOf } from "./run-answer";

type Op = typeof contract.runAgent;

/** An agent answers at its own limit of 30 s with a job's id; a shorter wait would lose it. */
const WAIT_MS = 35_000;
const JSON_HEADERS = { "content-type": "application/json", accept: "application/json" };

/**
 * Runs the workflow once. A workflow that failed is an answer too. Throws `impossible` for inputs that the agent
 * refuses, `unavailable` when it gives no answer.
 */
export async function runAgent(
  { ctx, input }: { ctx: Ctx; input: InputOf<Op> },
  http: GuardedFetch = guardedFetch,
): Promise<AnswerOf<Op>> {
  const db = sql(ctx);
  const agent = await loadAgent(db, input.id);
  mustBeOfTheFleet(agent);
  // The values may be somebody's data: the trail keeps which inputs were given, not what they said.
  await recordAudit(db, ctx, {
    action: "agent.run",
    object: { type: "agent", id: input.id },
    environment: agent.environment,
    after: { inputs: Object.keys(input.inputs).slice(0, 200) },
  });
  const request = {
    method: "POST",
    headers: JSON_HEADERS,
    body: JSON.stringify(input.inputs),
    timeoutMs: WAIT_MS,
  } as const;
  const answer = await callAgent(agent.address, "/run", request, { http, signal: ctx.signal });
  return outcomeOf(answer);
}

function outcomeOf({ status, body }: HttpAnswer): AnswerOf<Op> {
  const answer = fieldsOf(readAgentJson(body));
  const jobId = typeof answer.job_id === "string" ? answer.job_id.slice(0, 128) : null;
  const executionTimeMs = millisecondsOf(answer.execution_time_ms);
  if (status === 422) throw impossible("The agent refuses these inputs.", inputFaults(answer.detail));
  if (status === 404 || status === 405) throw impossible("This agent cannot be run: it has no /run.");
  if (status >= 300) {
    const error = wordsOf(answer.detail) ?? `the agent answered ${status}`;
    return { status: "failed", outputs: null, jobId: null, executionTimeMs, error };
  }
  if (jobId !== null) return { status: "async", outputs: null, jobId, executionTimeMs: null, error: null };
  return { status: "success", outputs: answer.outputs ?? null, jobId: null, executionTimeMs, error: null };
}
