import type { contract } from "@/server/agents/contract";
import { type RegistryRow, readRegistries } from "@/server/agents/queries/registries";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import { mustExist } from "./internal";

type Op = typeof contract.listRegistries;
type Item = AnswerOf<Op>["items"][number];

export async function listRegistries({ ctx }: { ctx: Ctx }): Promise<AnswerOf<Op>> {
  const items = (await readRegistries(sql(ctx))).map(registryItem);
  return { items, nextCursor: null, total: items.length, totalIs: "exact" };
}

export function registryItem({ secretRef, ...registry }: RegistryRow): Item {
  return { ...registry, hasCredentials: secretRef !== null, status: statusOf(registry) };
}

/** Our own and the agents added by hand are always there; a mirror is what its last poll said. */
function statusOf({ kind, enabled, lastPolledAt, lastError }: Omit<RegistryRow, "secretRef">): Item["status"] {
  if (kind !== "mirror") return "ok";
  if (!enabled) return "off";
  if (lastPolledAt === null) return "new";
  return lastError === null ? "ok" : "away";
}

/** For routes: 404 before unusable input is judged. */
export async function registryExists({ ctx, params }: { ctx: Ctx; params: { id: string } }): Promise<void> {
  await mustExist(sql(ctx), params.id);
}
