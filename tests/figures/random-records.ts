import { NO_CONTENT, type RecordKind, type SourceRecord } from "@/server/runs/facts/record";

const STATUSES = [
  "completed",
  "completed",
  "completed",
  "failed",
  "killed",
  "running",
  "abandoned",
  "pending",
] as const;
const MODELS = ["gpt-4o-mini", "claude-sonnet", "gemini-flash"];

export interface Plan {
  kind: RecordKind;
  from: Date;
  to: Date;
  workflows: string[];
}

/** One record as a source might hold it; `id` fixes which, the generator what it says. */
export function randomRecord(random: () => number, id: number, plan: Plan): SourceRecord {
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  const started = Math.round(plan.from.getTime() + random() * (plan.to.getTime() - plan.from.getTime()));
  const status = pick(STATUSES);
  const open = status === "running" || status === "pending";
  const durationMs = open || random() < 0.1 ? null : Math.round(Math.exp(random() * 14));
  const cost = random() < 0.7 ? (random() * 0.2).toFixed(6) : null;
  const externalId = `${plan.kind}-${id}`;
  return {
    kind: plan.kind,
    externalId,
    executionKey: externalId,
    startedAt: new Date(started).toISOString(),
    endedAt: open ? null : new Date(started + (durationMs ?? 0)).toISOString(),
    open,
    version: null,
    content: {
      ...NO_CONTENT,
      workflow: pick(plan.workflows),
      status,
      sourceStatus: status,
      class: random() < 0.03 ? "evaluation" : random() < 0.03 ? "handed_over" : "workload",
      durationMs,
      durationHow: durationMs === null ? null : "reported",
      cost,
      inputTokens: Math.floor(random() * 5000),
      outputTokens: Math.floor(random() * 800),
      models: cost === null ? [] : [usage(pick(MODELS), cost)],
      deleted: random() < 0.02,
    },
  };
}

function usage(model: string, cost: string) {
  const none = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null };
  return { provider: "openai", model, calls: 1, ...none, cost };
}
