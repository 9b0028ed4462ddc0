import http from "node:http";
import { readInputs } from "./input-validation";
import type { Agent } from "./roster";
import { naiveNow, type Runner, type RunOutcome } from "./runner";
import { type WorkflowSpec, workflowNamed } from "./workflows";

const MAX_BODY_BYTES = 1_000_000;

/** How the server is to behave just now. */
export interface Mood {
  degraded: boolean;
  hung: boolean;
}

interface Answer {
  status: number;
  body: unknown;
}

const ROUTES: Record<string, "GET" | "POST"> = {
  "/": "GET",
  "/health": "GET",
  "/health/live": "GET",
  "/health/ready": "GET",
  "/schema": "GET",
  "/run": "POST",
};

/** The runtime's generated server, as it answers on the wire. */
export function agentServer(agent: Agent, runner: Runner, mood: Mood): http.Server {
  const workflow = workflowNamed(agent.workflow);
  return http.createServer((request, response) => {
    if (mood.hung) return;
    answerTo(request, { workflow, runner, mood }).then(
      (answer) => send(response, answer),
      (error: unknown) => send(response, failure(error instanceof Error ? error.message : String(error))),
    );
  });
}

interface Served {
  workflow: WorkflowSpec;
  runner: Runner;
  mood: Mood;
}

async function answerTo(request: http.IncomingMessage, { workflow, runner, mood }: Served): Promise<Answer> {
  const path = new URL(request.url ?? "/", "http://agent").pathname;
  const job = /^\/status\/([^/]+)$/.exec(path)?.[1];
  const method = job ? "GET" : ROUTES[path];
  if (!method) return { status: 404, body: { detail: "Not Found" } };
  if (request.method !== method) return { status: 405, body: { detail: "Method Not Allowed" } };
  if (job) return jobAnswer(runner, decodeURIComponent(job));
  if (path === "/run") return runAnswer(workflow, runner, await bodyOf(request));
  return { status: 200, body: factsAt(path, workflow, mood) };
}

function factsAt(path: string, workflow: WorkflowSpec, mood: Mood): unknown {
  if (path === "/health") return { status: mood.degraded ? "degraded" : "healthy", timestamp: naiveNow() };
  if (path === "/health/live") return { status: "alive" };
  if (path === "/health/ready") return { status: "ready" };
  if (path === "/schema") return { workflow: workflow.name, inputs: workflow.inputs, outputs: workflow.outputs };
  return { workflow: workflow.name, status: "running", endpoints: [...Object.keys(ROUTES), "/status/{job_id}"] };
}

async function runAnswer(workflow: WorkflowSpec, runner: Runner, body: string): Promise<Answer> {
  const read = readInputs(workflow.inputs, body);
  if ("faults" in read) return { status: 422, body: { detail: read.faults } };
  return outcomeAnswer(await runner.run(read.inputs));
}

function outcomeAnswer(outcome: RunOutcome): Answer {
  if (outcome.kind === "handed-over") {
    const message = `Still running after the time limit; ask /status/${outcome.job.job_id}`;
    return { status: 200, body: { status: "async", job_id: outcome.job.job_id, message } };
  }
  const { error, durationMs, outputs } = outcome.execution;
  if (error) return failure(`Workflow execution failed: ${error}`);
  return { status: 200, body: { status: "success", execution_time_ms: durationMs, outputs } };
}

function jobAnswer(runner: Runner, jobId: string): Answer {
  const job = runner.job(jobId);
  return job ? { status: 200, body: job } : { status: 404, body: { detail: `Job not found: ${jobId}` } };
}

function failure(detail: string): Answer {
  return { status: 500, body: { detail } };
}

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > MAX_BODY_BYTES) throw new Error("The inputs are larger than 1 MB");
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: http.ServerResponse, { status, body }: Answer): void {
  const payload = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(payload) });
  response.end(payload);
}
