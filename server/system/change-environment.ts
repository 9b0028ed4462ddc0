import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { codeOf, conflict, notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { contract } from "./contract";

type Environment = AnswerOf<typeof contract.updateEnvironment>;
const UNIQUE_VIOLATION = "23505";

/** Throws `conflict` for a name in use, whatever its case. */
export async function createEnvironment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InputOf<typeof contract.createEnvironment>;
}): Promise<Environment> {
  const id = newId();
  return inTransaction(async (client) => {
    await client.query(`INSERT INTO environment (id, name, tier, time_zone, protected) VALUES ($1, $2, $3, $4, $5)`, [
      id,
      input.name,
      input.tier,
      input.zone,
      input.protected,
    ]);
    const made = await readEnvironment(client, id);
    await recordAudit(client, ctx, {
      action: "environment.create",
      object: { type: "environment", id },
      environment: made.name,
      after: made,
    });
    return made;
  }).catch(explainName);
}

export async function updateEnvironment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InputOf<typeof contract.updateEnvironment>;
}): Promise<Environment> {
  return inTransaction(async (client) => {
    const before = await readEnvironment(client, input.id);
    await client.query(
      `UPDATE environment SET name = coalesce($2, name), tier = coalesce($3, tier), time_zone = coalesce($4, time_zone),
         protected = coalesce($5, protected) WHERE id = $1`,
      [input.id, input.name, input.tier, input.zone, input.protected],
    );
    const after = await readEnvironment(client, input.id);
    await recordAudit(client, ctx, {
      action: "environment.update",
      object: { type: "environment", id: input.id },
      environment: after.name,
      before,
      after,
    });
    return after;
  }).catch(explainName);
}

/** Safe cast: the columns are listed here. */
async function readEnvironment(db: Queryable, id: string): Promise<Environment> {
  const { rows } = await db.query(
    `SELECT id::text, name, tier, time_zone AS zone, protected, created_at AS "createdAt" FROM environment WHERE id = $1::uuid`,
    [id],
  );
  const [row] = rows as unknown as Environment[];
  if (!row) throw notFound("The environment");
  return row;
}

function explainName(error: unknown): never {
  if (codeOf(error) === UNIQUE_VIOLATION) throw conflict("There is an environment with this name already.");
  throw error;
}

export async function environmentExists({ params }: { params: { id: string } }): Promise<void> {
  await inTransaction((client) => readEnvironment(client, params.id));
}
