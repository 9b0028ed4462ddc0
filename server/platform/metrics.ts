import client from "prom-client";

declare global {
  var musterMetrics: client.Registry | undefined;
}

/** One register a process, also when a dev server loads this module again. */
export function metrics(): client.Registry {
  globalThis.musterMetrics ??= new client.Registry();
  return globalThis.musterMetrics;
}

export function httpDurations(): client.Histogram<"operation" | "status"> {
  const held = metrics().getSingleMetric("http_request_duration_seconds");
  if (held instanceof client.Histogram) return held;
  return new client.Histogram({
    name: "http_request_duration_seconds",
    help: "Time of an API request by operation and status",
    labelNames: ["operation", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics()],
  });
}
