import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import type { contract } from "./contract";
import { loadSource, openAddress } from "./internal";
import { addressFrom } from "./source-input";
import type { SourceAddress, SourceDefinition } from "./sources/define-source";
import { SOURCES } from "./sources/register";

type Op = typeof contract.testSource;
type AddressOp = typeof contract.testSourceAddress;

const LONGEST_MS = 10_000;

/** One guarded try that a person asked for; it shows the outcome and judges nothing. */
export async function testSource({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const source = await loadSource(sql(ctx), input.id);
  return tried(ctx, source.kind, await openAddress(sql(ctx), source));
}

export async function testSourceAddress({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InputOf<AddressOp>;
}): Promise<AnswerOf<AddressOp>> {
  const { url, user, password } = addressFrom(input.kind, input.url, input);
  return tried(ctx, input.kind, { url, user, password, options: input.options });
}

async function tried(ctx: Ctx, kind: SourceDefinition["kind"], address: SourceAddress): Promise<AnswerOf<Op>> {
  const late = AbortSignal.timeout(LONGEST_MS);
  const signal = ctx.signal ? AbortSignal.any([ctx.signal, late]) : late;
  const steps = await SOURCES[kind].test(address, signal).catch((error: unknown) => {
    if (!late.aborted) throw error;
    return [{ name: "connect", state: "failed" as const, detail: "It took longer than ten seconds." }];
  });
  return { ok: steps.every((step) => step.state === "ok" || step.state === "odd"), steps };
}
