import { type Execution, playExecution } from "./execution";
import { randomFor } from "./random";
import { type Agent, roster } from "./roster";
import { WORKFLOWS, type WorkflowSpec } from "./workflows";

const HOUR_MS = 3_600_000;

/** Parts of a day's work in each hour, UTC. */
const OFFICE_HOURS = [1, 1, 1, 1, 2, 5, 14, 28, 42, 48, 46, 38, 34, 42, 46, 42, 34, 24, 14, 9, 6, 4, 2, 1];
const NIGHT_HOURS = [6, 14, 30, 34, 22, 8, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4];
const STEADY_HOURS = [8, 8, 8, 8, 8, 9, 10, 11, 12, 12, 12, 11, 11, 12, 12, 12, 11, 10, 10, 9, 9, 8, 8, 8];

const HOURS: Record<WorkflowSpec["rhythm"], readonly number[]> = {
  office: OFFICE_HOURS,
  night: NIGHT_HOURS,
  steady: STEADY_HOURS,
};
const WEEKEND: Record<WorkflowSpec["rhythm"], number> = { office: 0.3, night: 0.6, steady: 0.9 };

/** Executions of a workflow that are to be expected in the hour that begins at `hourStart` (ms since 1970). */
export function expectedInHour(workflow: WorkflowSpec, hourStart: number): number {
  const at = new Date(hourStart);
  const hours = HOURS[workflow.rhythm];
  const part = (hours[at.getUTCHours()] ?? 0) / hours.reduce((sum, hour) => sum + hour, 0);
  const weekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
  return workflow.perDay * part * (weekend ? WEEKEND[workflow.rhythm] : 1);
}

/**
 * Everything that the fleet had executed in [from, to), oldest first. An hour's executions depend on the seed and the
 * hour alone, so two ranges that overlap agree on what they share.
 */
export function executionsBetween(seed: number, from: number, to: number): Execution[] {
  const executions: Execution[] = [];
  const agents = roster(seed);
  for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) {
    for (const workflow of WORKFLOWS) executions.push(...executionsOfHour({ seed, workflow, hourStart: hour, agents }));
  }
  return executions
    .filter(({ startedAt, durationMs }) => startedAt >= from && startedAt + durationMs < to)
    .sort((one, other) => one.startedAt - other.startedAt);
}

interface Hour {
  seed: number;
  workflow: WorkflowSpec;
  hourStart: number;
  agents: readonly Agent[];
}

function executionsOfHour({ seed, workflow, hourStart, agents }: Hour): Execution[] {
  const random = randomFor(seed, `hour:${workflow.name}:${hourStart}`);
  const serving = agents.filter((agent) => agent.workflow === workflow.name);
  const count = random.poisson(expectedInHour(workflow, hourStart));
  return Array.from({ length: count }, (_, index) =>
    playExecution({
      seed,
      key: `execution:${workflow.name}:${hourStart}:${index}`,
      workflow,
      agentId: serving[Math.floor(random.next() * serving.length)]?.agentId ?? workflow.name,
      requestedAt: hourStart + Math.floor(random.next() * HOUR_MS),
    }),
  );
}
