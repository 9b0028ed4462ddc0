import type { contract } from "@/server/agents/contract";
import { insertMirror, mirrorOfUrl, setMirrorSecret } from "@/server/agents/queries/registries";
import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import { conflict } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import { newId } from "@/server/platform/ids";
import { sealSecret } from "@/server/platform/secrets";
import { resolveEnvironment } from "@/server/system";
import { lockMirror, secretOwner } from "./internal";
import { registryItem } from "./list-registries";
import { splitRegistryUrl } from "./registry-url";

type Op = typeof contract.createRegistry;

/** Credentials in the URL are sealed and never answered. Throws `conflict` for an upstream that is mirrored already. */
export async function createRegistry({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const { url, userinfo } = splitRegistryUrl(input.url);
  return inTransaction(async (client) => {
    if (await mirrorOfUrl(client, url)) throw conflict("This registry is mirrored already.");
    const environment = await resolveEnvironment(client, input.environment, { create: true });
    const id = newId();
    const { name, pollIntervalMs } = input;
    await insertMirror(client, { id, name, url, environmentId: environment.id, pollIntervalMs });
    if (userinfo !== null) await setMirrorSecret(client, id, await sealSecret(client, secretOwner(id), userinfo));
    await recordAudit(client, ctx, {
      action: "registry.create",
      object: { type: "registry", id },
      environment: environment.name,
      after: { name, url, pollIntervalMs, hasCredentials: userinfo !== null },
    });
    await notify(client, "registration");
    return registryItem(await lockMirror(client, id));
  });
}
