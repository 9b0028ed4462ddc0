import type pg from "pg";
import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import { dropSecret, sealSecret } from "@/server/platform/secrets";
import type { contract } from "./contract";
import { loadSource, openAddress, type SourceRow, sealable, secretOwner } from "./internal";
import { sourceAnswer } from "./source-answer";
import { addressFrom } from "./source-input";

type Op = typeof contract.updateSource;

/** A new host asks for its credentials anew: kept ones are never sent to an address they were not given for. */
export async function updateSource({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    const before = await loadSource(client, input.id);
    const address = await newAddress(client, before, input);
    const name = input.name ?? before.name;
    const options = input.options ?? before.options;
    const enabled = input.enabled ?? before.enabled;
    await client.query(
      `UPDATE source SET name = $2, url = $3, secret_ref = $4, options = $5, enabled = $6, last_error = NULL,
         status = CASE WHEN status = 'failing' THEN 'new' ELSE status END WHERE id = $1`,
      [before.id, name, address.url, address.secretRef, options, enabled],
    );
    if (address.secretRef !== before.secretRef && before.secretRef !== null) await dropSecret(client, before.secretRef);
    await recordAudit(client, ctx, {
      action: "source.update",
      object: { type: "source", id: before.id },
      environment: before.environment,
      before: { name: before.name, url: before.url, options: before.options, enabled: before.enabled },
      after: { name, url: address.url, options, enabled, credentials: address.secretRef !== before.secretRef },
    });
    await notify(client, "source", [before.id]);
    await notify(client, "sync-now", [before.id]);
    return sourceAnswer(await loadSource(client, before.id), new Date());
  });
}

async function newAddress(client: pg.PoolClient, before: SourceRow, input: InputOf<Op>) {
  const parsed = addressFrom(before.kind, input.url ?? before.url, input);
  const sameHost = new URL(parsed.url).host === new URL(before.url).host;
  if (!parsed.sealed && sameHost) return { url: parsed.url, secretRef: before.secretRef };
  if (!parsed.sealed) return { url: parsed.url, secretRef: null };
  const held = sameHost ? await openAddress(client, before) : { user: null, password: null };
  const body = sealable(parsed.user ?? held.user, parsed.password ?? held.password);
  return { url: parsed.url, secretRef: await sealSecret(client, secretOwner(before.id), body) };
}
