import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Execution, endOf, playExecution, SYNC_TIMEOUT_MS } from "./execution";
import type { ExecutionRecorder } from "./execution-recorder";
import type { Agent } from "./roster";
import { workflowNamed } from "./workflows";

export interface Job {
  job_id: string;
  status: "running" | "completed" | "failed";
  created_at: string;
  completed_at: string | null;
  execution_time_ms: number | null;
  outputs: Record<string, unknown> | null;
  error: string | null;
}

export type RunOutcome = { kind: "ended"; execution: Execution } | { kind: "handed-over"; job: Job };

/** Executes an agent's workflow in real time and keeps the jobs that outlived their caller, in memory only. */
export class Runner {
  readonly #agent: Agent;
  readonly #seed: number;
  readonly #recorder: ExecutionRecorder;
  readonly #jobs = new Map<string, Job>();
  #providerFails = false;

  constructor(agent: Agent, seed: number, recorder: ExecutionRecorder) {
    this.#agent = agent;
    this.#seed = seed;
    this.#recorder = recorder;
  }

  /** While the model provider fails, every execution does. */
  setProviderFails(fails: boolean): void {
    this.#providerFails = fails;
  }

  job(jobId: string): Job | undefined {
    return this.#jobs.get(jobId);
  }

  /** What a person asks for fails only with its provider; what starts by itself fails now and then. */
  async run(inputs?: Record<string, unknown>): Promise<RunOutcome> {
    const execution = this.#play(inputs);
    const { timedOutCall } = execution;
    if (!timedOutCall) return { kind: "ended", execution: await this.#execute(execution) };
    await delay(SYNC_TIMEOUT_MS);
    await this.#recorder.timedOut(execution, timedOutCall);
    return { kind: "handed-over", job: this.#startJob({ ...execution, startedAt: Date.now() }) };
  }

  #play(inputs?: Record<string, unknown>): Execution {
    const requestedAt = Date.now();
    const usualRate = inputs ? 0 : undefined;
    return playExecution({
      seed: this.#seed,
      key: `live:${this.#agent.agentId}:${randomUUID()}`,
      workflow: workflowNamed(this.#agent.workflow),
      agentId: this.#agent.agentId,
      requestedAt,
      inputs,
      failureRate: this.#providerFails ? 1 : usualRate,
    });
  }

  async #execute(planned: Execution): Promise<Execution> {
    await this.#recorder.begin(planned);
    const until = (offsetMs: number) => delay(Math.max(0, planned.startedAt + offsetMs - Date.now()));
    for (const node of planned.nodes) {
      await until(endOf(node));
      await this.#recorder.nodeEnded(planned, node);
    }
    await until(planned.durationMs);
    await this.#recorder.end(planned);
    return planned;
  }

  #startJob(execution: Execution): Job {
    const job: Job = {
      job_id: execution.id,
      status: "running",
      created_at: naiveNow(),
      completed_at: null,
      execution_time_ms: null,
      outputs: null,
      error: null,
    };
    this.#jobs.set(job.job_id, job);
    void this.#execute(execution).then((ended) => {
      job.status = ended.error ? "failed" : "completed";
      job.completed_at = naiveNow();
      job.execution_time_ms = ended.durationMs;
      job.outputs = ended.outputs;
      job.error = ended.error;
    });
    return job;
  }
}

/** Naive UTC with six digits, as Python's `isoformat` writes it. */
export function naiveNow(): string {
  return new Date().toISOString().replace("Z", "000");
}
