import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import type { contract } from "./contract";
import { createSource } from "./create-source";
import { allSources } from "./internal";
import { updateSource } from "./update-source";

type Op = typeof contract.createSource;

/** Makes the source of that kind and name, or gives the one there is its present address. For the command line. */
export async function setSource({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const { kind, name, environment, ...address } = input;
  const found = (await allSources(sql(ctx))).find(
    (source) => source.kind === kind && source.name === name && source.environment === environment,
  );
  return found ? updateSource({ ctx, input: { ...address, id: found.id } }) : createSource({ ctx, input });
}
