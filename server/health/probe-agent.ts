import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction, sql } from "@/server/platform/db";
import { impossible } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import { guardedFetch } from "@/server/platform/http";
import type { contract } from "./contract";
import { loadAgent } from "./internal";
import { probeOnce } from "./probe-once";
import type { ProbeOutcome } from "./probes/define-probe";

type Op = typeof contract.probeAgent;

const TIMEOUT_MS = 10_000;
const OUTCOME = { ok: "ok", soft: "degraded", bad: "failed", absent: "not_allowed" } as const;

/** One look that a person asked for. It shows; the shard's owner, told here, looks at once and judges. */
export async function probeAgent({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const agent = await loadAgent(sql(ctx), input.id);
  if (agent.retired) throw impossible("A retired agent is not called any more.");
  await inTransaction(async (client) => {
    await recordAudit(client, ctx, {
      action: "agent.probe",
      object: { type: "agent", id: input.id },
      environment: agent.environment,
    });
    await notify(client, "probe-now", [input.id]);
  });
  const at = new Date();
  const settings = { ...agent.probe, timeoutMs: TIMEOUT_MS };
  const signal = ctx.signal ?? new AbortController().signal;
  const outcome = await probeOnce({ target: agent.target, probe: settings }, { http: guardedFetch, signal });
  return { at, ...shown(outcome), address: `${agent.target.host}:${agent.target.port}` };
}

function shown(outcome: ProbeOutcome) {
  const { kind, latencyMs, detail } = outcome;
  return { ok: kind === "ok", outcome: OUTCOME[kind], latencyMs, error: detail };
}
