import { z } from "zod";
import { createToken, revokeToken } from "@/server/auth";
import { systemContext } from "@/server/platform/context";
import { command, UsageFault } from "./arguments";

const ctx = () => systemContext("muster command line");

export const tokenCreate = command({
  name: "token create",
  about: "prints a new token as the last line: --role viewer|operator|admin, or --agent --environment E",
  flags: {
    name: z.string().min(1),
    role: z.enum(["viewer", "operator", "admin", "agent"]).optional(),
    agent: z.literal(true).optional(),
    environment: z.string().optional(),
    maxAgents: z.coerce.number().int().positive().optional(),
    networks: z.string().optional(),
  },
  async run({ name, role, agent, environment, maxAgents, networks }) {
    const made = await createToken({ ctx: ctx(), input: agent || role === "agent" ? forAgents() : forPeople() });
    process.stdout.write(`${made.token}\n`);

    function forAgents() {
      const list = networks?.split(",").filter((network) => network !== "") ?? [];
      return {
        kind: "agent" as const,
        name,
        environment: environment ?? "default",
        networks: list,
        ...(maxAgents ? { maxAgents } : {}),
      };
    }
    function forPeople() {
      if (role === undefined || role === "agent")
        throw new UsageFault("--role: viewer, operator or admin is needed (or --agent)");
      return { kind: "api" as const, name, role };
    }
  },
});

export const tokenRevoke = command({
  name: "token revoke",
  about: "revokes a token by its id",
  flags: { id: z.uuid() },
  async run({ id }) {
    await revokeToken({ ctx: ctx(), input: { id } });
  },
});
