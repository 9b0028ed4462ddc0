import { HttpFault } from "@/server/platform/http";
import type { SourceAddress, TestStep } from "@/server/runs/sources/define-source";
import { SourceFault } from "@/server/runs/sources/source-fault";
import { runSteps } from "@/server/runs/sources/test-steps";
import { type MlflowApi, mlflowApi } from "./api";
import { normaliseRun } from "./normalise-run";
import { normaliseTrace } from "./normalise-trace";
import type { WireExperiment } from "./wire";

/** Tries an MLflow server the way a sync uses it. */
export async function testMlflow(address: SourceAddress, signal: AbortSignal): Promise<TestStep[]> {
  const api = mlflowApi(address, signal);
  let experiments: WireExperiment[] = [];
  return runSteps(
    [
      { name: "reach MLflow", run: () => reach(api) },
      {
        name: "list experiments",
        run: async () => {
          experiments = await api.experiments();
          if (experiments.length === 0)
            return odd("No experiment is visible: is the server new, or may this user see none?");
          return ok(`${experiments.length} experiments are visible.`);
        },
      },
      { name: "read runs and traces", run: () => readSome(api, experiments) },
    ],
    wordsOf,
  );
}

const ok = (detail: string) => ({ state: "ok" as const, detail });
const odd = (detail: string) => ({ state: "odd" as const, detail });

async function reach(api: MlflowApi) {
  const version = await api.version();
  if (!/^\d+\.\d+/.test(version)) return odd(`It answers, but tells no version: “${version.slice(0, 60)}”.`);
  return Number(version.split(".")[0]) < 3
    ? odd(`MLflow ${version}: its traces cannot be read before 3.0.`)
    : ok(`MLflow ${version} answers.`);
}

async function readSome(api: MlflowApi, experiments: readonly WireExperiment[]) {
  const experimentIds = experiments.map((experiment) => experiment.experiment_id);
  if (experimentIds.length === 0) return ok("There is nothing to read yet.");
  const since = Date.now() - 30 * 24 * 3_600_000;
  const filter = `attributes.start_time >= ${since}`;
  const runs = (await api.runs({ experimentIds, filter, orderBy: "attributes.start_time" })).items;
  const traces = (await api.traces({ experimentIds, filter: `timestamp_ms >= ${since}`, orderBy: "timestamp_ms" }))
    .items;
  const now = new Date();
  const context = { experimentName: "", experimentDeleted: false, linkedRun: null, hasRoot: true, models: [], now };
  const known = [
    ...runs.map((run) => normaliseRun(run, "", now).content),
    ...traces.map((trace) => normaliseTrace(trace, context).content),
  ].filter((content) => content.cost !== null || content.fallbackCost !== null).length;
  const found = `${runs.length} runs and ${traces.length} traces of the last 30 days were read`;
  if (runs.length + traces.length > 0 && known === 0)
    return odd(`${found}; none of them knows a cost (zero or nothing everywhere), so costs will show as unknown.`);
  return ok(`${found}.`);
}

function wordsOf(error: unknown): string | null {
  return error instanceof HttpFault || error instanceof SourceFault ? error.message : null;
}
