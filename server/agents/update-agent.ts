import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { impossible, invalid } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import { resolveEnvironment } from "@/server/system";
import type { contract } from "./contract";
import { displayUrl, effectiveAddress } from "./effective-address";
import { readAgentDetail } from "./get-agent";
import { type LoadedAgent, loadAgent, lockAgent } from "./internal";
import { changeAgent, noteAgentChange } from "./queries/change-agent";

type Op = typeof contract.updateAgent;
type Input = InputOf<Op>;

/** Throws `impossible` for a name or an environment that the agent's own registration decides. */
export async function updateAgent({ ctx, input }: { ctx: Ctx; input: Input }): Promise<AnswerOf<Op>> {
  return inTransaction(async (client) => {
    await lockAgent(client, input.id);
    const before = await loadAgent(client, input.id);
    checkName(before, input);
    checkAddress(before, input);
    await changeAgent(client, input.id, {
      name: input.name,
      tags: input.tags,
      addressOverride: input.addressOverride,
      environmentId: await environmentFor(client, before, input),
      probe: input.probe,
    });
    await noteAddress(client, before, input);
    const after = await readAgentDetail(client, input.id);
    await recordAudit(client, ctx, {
      action: "agent.update",
      object: { type: "agent", id: input.id },
      environment: after.environment,
      before: facts(before),
      after: facts(after),
    });
    await notify(client, "agent", [input.id]);
    return after;
  });
}

function checkName(agent: LoadedAgent, { name }: Input): void {
  if (name === undefined || name === agent.name || agent.discovery === "manual") return;
  const message = "comes with its registration; rename the agent itself";
  throw impossible("This agent's name is its own.", [{ path: "name", message }]);
}

function checkAddress(agent: LoadedAgent, { addressOverride: override }: Input): void {
  if (!override) return;
  const message = "must be a host, host:port or an http URL, without user, query or fragment";
  const address = effectiveAddress({ ...agent.address, override });
  if (/[?#@\s]/.test(override) || displayUrl(address) === null)
    throw invalid("The address cannot be used.", [{ path: "addressOverride", message }]);
}

async function noteAddress(db: Queryable, agent: LoadedAgent, { addressOverride: now }: Input): Promise<void> {
  if (now !== undefined && now !== agent.addressOverride)
    await noteAgentChange(db, agent.id, "address", agent.addressOverride, now);
}

/** A token's agents lie where their token lies: moved elsewhere, their next beat would be refused. */
async function environmentFor(db: Queryable, agent: LoadedAgent, { environment }: Input): Promise<string | undefined> {
  if (environment === undefined || environment.toLowerCase() === agent.environment.toLowerCase()) return undefined;
  if (agent.discovery === "registry" && agent.admission === "token") {
    const message = "is that of the agent's token; give it a token of the other environment";
    throw impossible("This agent's environment is its token's.", [{ path: "environment", message }]);
  }
  return (await resolveEnvironment(db, environment, { create: true })).id;
}

type Facts = Pick<LoadedAgent, "name" | "environment" | "tags" | "addressOverride"> & { probeSettings: object };

function facts({ name, environment, tags, addressOverride, probeSettings }: Facts) {
  return { name, environment, tags, addressOverride, probe: probeSettings };
}
