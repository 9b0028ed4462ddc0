import { z } from "zod";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { pool } from "@/server/platform/db";
import { notFound } from "@/server/platform/errors";
import type { contract } from "./contract";
import { readRun, recordsOfRun, usageOfRun } from "./queries/run-detail";
import { runItem } from "./run-answer";
import { recordLink } from "./run-link";

type Op = typeof contract.getRun;

/** Throws `notFound`. */
export async function getRun({ input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const run = await readRun(pool(), input.id);
  if (!run) throw notFound("The run");
  const [modelUsage, records] = await Promise.all([
    usageOfRun(pool(), run.id),
    recordsOfRun(pool(), run.sourceId, run.externalId),
  ]);
  const source = { kind: run.sourceKind, url: run.sourceUrl };
  const { durationHow, totalTokens, errorClass, flags, inputs, outputs, firstSeenAt, observedAt } = run;
  return {
    ...runItem(run),
    ...{ durationHow, totalTokens, errorClass, flags, inputs, outputs, firstSeenAt, observedAt },
    error: run.error,
    params: parsed(paramsShape, run.params) ?? null,
    modelUsage,
    nodeStates: parsed(nodeStatesShape, run.nodeStates) ?? [],
    records: records.map((record) => ({ ...record, link: recordLink(source, record) })),
  };
}

/** For routes: 404 before unusable input is judged. */
export async function runExists({ params }: { params: { id: string } }): Promise<void> {
  if (!(await readRun(pool(), params.id))) throw notFound("The run");
}

const paramsShape = z.record(z.string(), z.string());
const number = z.number().nullable();
const text = z.string().nullable();
const nodeStatesShape = z.array(
  z.object({
    nodeId: text,
    status: text,
    durationMs: number,
    model: text,
    inputTokens: number,
    outputTokens: number,
    costUsd: text,
    error: text,
  }),
);

/** Kept text is cut at its limit; what was cut is no JSON any more and is left out. */
function parsed<T>(shape: z.ZodType<T>, json: string | null): T | undefined {
  if (json === null) return undefined;
  try {
    return shape.safeParse(JSON.parse(json)).data;
  } catch {
    // Cut text: the source has the whole.
    return undefined;
  }
}
