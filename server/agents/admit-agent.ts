import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { conflict, impossible } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import { newId } from "@/server/platform/ids";
import { resolveEnvironment } from "@/server/system";
import type { contract } from "./contract";
import { readAgentDetail } from "./get-agent";
import { lockRegistration } from "./list-registrations";
import { readMetadata } from "./metadata";
import { lockWireId, moveIntoFleet, readAdmission, readMetadataOf } from "./queries/admit-registration";
import { type RegistrationItem, readRegistration } from "./queries/registrations";
import { BUILTIN_REGISTRY } from "./wire/agent-row";

type Op = typeof contract.admitAgent;

/**
 * Takes a waiting or a banned agent into the fleet, bound to the address it came from. Throws `impossible` for a
 * refused one, which will not speak again, and `conflict` where the id came with a token meanwhile.
 */
export async function admitAgent({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    // The id's lock comes first, as in a registration, so that neither waits for the other in a circle.
    const waiting = await readRegistration(client, input.id);
    if (waiting) await lockWireId(client, waiting.agentId);
    const registration = await lockRegistration(client, input.id);
    checkState(registration);
    const environment = await resolveEnvironment(client, input.environment, { create: true });
    const id = await admit(client, registration, environment.id);
    await recordAudit(client, ctx, {
      action: "agent.admit",
      object: { type: "agent", id },
      environment: environment.name,
      after: { agentId: registration.agentId, name: registration.name, from: registration.from },
    });
    await notify(client, "agent", [id]);
    await notify(client, "registration", [input.id]);
    return readAgentDetail(client, id);
  });
}

function checkState({ state }: RegistrationItem): void {
  if (state === "refused")
    throw impossible("It was refused and will not ask again: give it a token and restart it, then it registers.");
}

async function admit(db: Queryable, registration: RegistrationItem, environmentId: string): Promise<string> {
  const known = await readAdmission(db, BUILTIN_REGISTRY, registration.agentId);
  if (known?.admission === "token") throw conflict("This id is of the fleet and came with a token.");
  const agentId = known?.id ?? newId();
  const facts = readMetadata(await readMetadataOf(db, registration.id));
  await moveIntoFleet(db, {
    agentId,
    registryId: BUILTIN_REGISTRY,
    registrationId: registration.id,
    environmentId,
    facts,
  });
  return agentId;
}
