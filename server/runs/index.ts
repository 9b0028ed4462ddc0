import "server-only";

export { createSource } from "./create-source";
export { getRun, runExists } from "./get-run";
export { getUsage } from "./get-usage";
export { sourceExists } from "./internal";
export { listRuns } from "./list-runs";
export { listSources } from "./list-sources";
export { setSource } from "./set-source";
export { startSyncLoops } from "./sync/start-sync-loops";
export { sourceWasReplaced, syncSource } from "./sync-source";
export { testSource, testSourceAddress } from "./test-source";
export { updateSource } from "./update-source";
export { type WorkflowMetrics, workflowMetrics } from "./workflow-metrics";
