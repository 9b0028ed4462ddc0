import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import type { contract } from "./contract";
import { loadUser } from "./internal";
import { makeLink } from "./one-time-link";

type Op = typeof contract.resetUser;

/** The old password works until the link is used. */
export async function resetUser({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    const user = await loadUser(client, input.id);
    await recordAudit(client, ctx, { action: "user.reset", object: { type: "user", id: user.id } });
    return makeLink(client, { purpose: "password", userId: user.id });
  });
}
