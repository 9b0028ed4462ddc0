import type { Execution } from "./execution";
import { Mlflow } from "./mlflow";
import { MlflowBackfill } from "./mlflow-backfill";
import { executionsBetween } from "./rhythm";
import type { Settings } from "./settings";
import type { BackfillTarget, WorkflowDatabase } from "./workflow-database";

export interface BackfillProgress {
  done: number;
  total: number;
}

interface Part {
  target: BackfillTarget;
  executions: Execution[];
  from: number;
}

/** Fills both sources with the past, once: a target that has been filled is left alone. */
export async function backfill(
  settings: Settings,
  database: WorkflowDatabase,
  onProgress: (progress: BackfillProgress) => void,
): Promise<void> {
  const parts = await missingParts(settings, database);
  const progress = { done: 0, total: parts.reduce((sum, part) => sum + part.executions.length, 0) };
  onProgress({ ...progress });
  const advance = (written: number) => {
    progress.done += written;
    onProgress({ ...progress });
  };
  for (const part of parts) {
    await fill(part, settings, database, advance);
    await database.backfillDone(part.target);
  }
}

async function missingParts(settings: Settings, database: WorkflowDatabase): Promise<Part[]> {
  const now = Date.now();
  const targets: BackfillTarget[] = settings.mlflowUrl ? ["workflow_database", "mlflow"] : ["workflow_database"];
  const parts: Part[] = [];
  for (const target of targets) {
    const { from, to, done } = await database.backfillRange(target, now - settings.backfillMs, now);
    if (done) continue;
    const all = executionsBetween(settings.seed, from, to);
    parts.push({ target, from, executions: all.filter((execution) => isFor(target, execution)) });
  }
  return parts;
}

function isFor(target: BackfillTarget, { workflow }: Execution): boolean {
  return (target === "mlflow" ? workflow.mlflow : workflow.database) !== "nothing";
}

async function fill(
  part: Part,
  settings: Settings,
  database: WorkflowDatabase,
  advance: (written: number) => void,
): Promise<void> {
  if (part.target === "workflow_database") {
    await database.addEnded(part.executions);
    advance(part.executions.length);
  } else if (settings.mlflowUrl) {
    const mlflow = new Mlflow(settings.mlflowUrl, settings.mlflowAuthorization);
    await new MlflowBackfill(mlflow).write(part.executions, part.from, () => advance(1));
  }
}
