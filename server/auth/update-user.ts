import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import type { contract } from "./contract";
import { keepOneAdmin, loadUser } from "./internal";
import { revokeSessionsIn } from "./revoke-sessions";

type Op = typeof contract.updateUser;

/** A new role or a disabled account ends the user's sessions. Throws `impossible` for the last admin. */
export async function updateUser({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    const before = await loadUser(client, input.id);
    const role = input.role ?? before.role;
    const disabled = input.disabled ?? before.disabledAt !== null;
    const loses = role !== before.role || (disabled && before.disabledAt === null);
    if (before.role === "admin" && loses) await keepOneAdmin(client, input.id);
    await client.query(
      `UPDATE app_user SET name = $2, role = $3, disabled_at = CASE WHEN $4 THEN coalesce(disabled_at, now()) END WHERE id = $1`,
      [input.id, input.name ?? before.name, role, disabled],
    );
    if (loses) await revokeSessionsIn(client, { userId: input.id });
    const after = await loadUser(client, input.id);
    await recordAudit(client, ctx, {
      action: "user.update",
      object: { type: "user", id: input.id },
      before: facts(before),
      after: facts(after),
    });
    return after;
  });
}

function facts({ name, role, disabledAt }: { name: string; role: string; disabledAt: Date | null }) {
  return { name, role, disabled: disabledAt !== null };
}
