import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import { newId } from "@/server/platform/ids";
import { sealSecret } from "@/server/platform/secrets";
import { resolveEnvironment } from "@/server/system";
import type { contract } from "./contract";
import { loadSource, sealable, secretOwner } from "./internal";
import { sourceAnswer } from "./source-answer";
import { addressFrom } from "./source-input";

type Op = typeof contract.createSource;

/** Credentials in the URL are taken out and sealed. The worker begins to read it within a second. */
export async function createSource({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const address = addressFrom(input.kind, input.url, input);
  const id = newId();
  return inTransaction(async (client) => {
    const environment = await resolveEnvironment(client, input.environment, { create: true });
    const secretRef = address.sealed
      ? await sealSecret(client, secretOwner(id), sealable(address.user, address.password))
      : null;
    await client.query(
      `INSERT INTO source (id, kind, name, url, secret_ref, environment_id, options, enabled)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, input.kind, input.name, address.url, secretRef, environment.id, input.options, input.enabled],
    );
    await recordAudit(client, ctx, {
      action: "source.create",
      object: { type: "source", id },
      environment: environment.name,
      after: { kind: input.kind, name: input.name, url: address.url, options: input.options },
    });
    await notify(client, "source", [id]);
    return sourceAnswer(await loadSource(client, id), new Date());
  });
}
