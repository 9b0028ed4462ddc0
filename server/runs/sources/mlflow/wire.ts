import { z } from "zod";

// What MLflow answers, as far as it is read. int64 may come as text, an unset field is absent.

const number = z.union([z.number(), z.string()]);
const pair = z.object({ key: z.string(), value: z.string().default("") });

export const wireRun = z.object({
  info: z.object({
    run_id: z.string().min(1),
    run_name: z.string().optional(),
    experiment_id: z.string(),
    status: z.string().default("UNKNOWN"),
    start_time: number.optional(),
    end_time: number.optional(),
    lifecycle_stage: z.string().optional(),
  }),
  data: z
    .object({
      metrics: z.array(z.object({ key: z.string(), value: number.optional() })).default([]),
      params: z.array(pair).default([]),
      tags: z.array(pair).default([]),
    })
    .default({ metrics: [], params: [], tags: [] }),
});
export type WireRun = z.infer<typeof wireRun>;

const assessment = z.object({
  assessment_name: z.string().optional(),
  feedback: z.object({ value: z.unknown() }).optional(),
  valid: z.boolean().optional(),
});

export const wireTrace = z.object({
  trace_id: z.string().min(1),
  trace_location: z.object({ mlflow_experiment: z.object({ experiment_id: z.string() }).optional() }).optional(),
  request_preview: z.string().optional(),
  response_preview: z.string().optional(),
  request_time: z.string().optional(),
  execution_duration: z.string().optional(),
  state: z.string().default("STATE_UNSPECIFIED"),
  trace_metadata: z.record(z.string(), z.string()).default({}),
  tags: z.record(z.string(), z.string()).default({}),
  assessments: z.array(assessment).default([]),
});
export type WireTrace = z.infer<typeof wireTrace>;

export const wireExperiment = z.object({
  experiment_id: z.string(),
  name: z.string().default(""),
  lifecycle_stage: z.string().default("active"),
});
export type WireExperiment = z.infer<typeof wireExperiment>;

export const wireSpan = z.object({
  span_id: z.string().default(""),
  parent_span_id: z.string().optional(),
  attributes: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]),
});
export type WireSpan = z.infer<typeof wireSpan>;

const token = z.string().optional();
export const runsPage = z.object({ runs: z.array(wireRun).default([]), next_page_token: token });
export const tracesPage = z.object({ traces: z.array(wireTrace).default([]), next_page_token: token });
export const experimentsPage = z.object({ experiments: z.array(wireExperiment).default([]), next_page_token: token });
export const traceInfos = z.object({ trace_infos: z.array(wireTrace).default([]) });
export const tracesWithSpans = z.object({
  traces: z
    .array(z.object({ trace_info: z.object({ trace_id: z.string() }), spans: z.array(wireSpan).default([]) }))
    .default([]),
});
