import "server-only";

export { getMetrics } from "./get-metrics";
export { getOverview, overviewResponse } from "./get-overview";
export { getSummary } from "./get-summary";
