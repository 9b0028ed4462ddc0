import type { contract } from "@/server/agents/contract";
import { changeMirror, mirrorOfUrl, type RegistryRow, setMirrorSecret } from "@/server/agents/queries/registries";
import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { conflict } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import { dropSecret, sealSecret } from "@/server/platform/secrets";
import { lockMirror, secretOwner } from "./internal";
import { registryItem } from "./list-registries";
import { isSameServer, type RegistryUrl, splitRegistryUrl } from "./registry-url";

type Op = typeof contract.updateRegistry;

export async function updateRegistry({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const given = input.url === undefined ? null : splitRegistryUrl(input.url);
  return inTransaction(async (client) => {
    const before = await lockMirror(client, input.id);
    const holder = given && (await mirrorOfUrl(client, given.url));
    if (holder && holder !== input.id) throw conflict("This registry is mirrored already.");
    const { name, pollIntervalMs, enabled } = input;
    await changeMirror(client, input.id, { name, url: given?.url, pollIntervalMs, enabled });
    if (given) await changeCredentials(client, before, given);
    const after = await lockMirror(client, input.id);
    await recordAudit(client, ctx, {
      action: "registry.update",
      object: { type: "registry", id: input.id },
      environment: after.environment,
      before: facts(before),
      after: facts(after),
    });
    await notify(client, "registration");
    return registryItem(after);
  });
}

/** New ones replace the stored; without any, the stored ones stay for their own server and for no other. */
async function changeCredentials(
  db: Queryable,
  { id, url, secretRef }: RegistryRow & { url: string },
  given: RegistryUrl,
): Promise<void> {
  if (given.userinfo === null && isSameServer(url, given.url)) return;
  if (secretRef !== null) await dropSecret(db, secretRef);
  await setMirrorSecret(db, id, given.userinfo === null ? null : await sealSecret(db, secretOwner(id), given.userinfo));
}

function facts({ name, url, pollIntervalMs, enabled, secretRef }: RegistryRow) {
  return { name, url, pollIntervalMs, enabled, hasCredentials: secretRef !== null };
}
