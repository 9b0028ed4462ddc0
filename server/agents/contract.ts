import { z } from "zod";
import { agent, agentDetail, agentStatus, line } from "@/server/agents/contract/shapes";
import { idParams, listOf, operation, page, pageQuery } from "@/server/platform/contract";

export { agentStatus, uptime } from "@/server/agents/contract/shapes";

const sorts = ["name", "status", "since", "registeredAt", "lastHeartbeatAt", "latency"] as const;
const sort = z.enum([...sorts, ...sorts.map((name) => `-${name}` as const)]);

export const contract = {
  listAgents: operation({
    id: "listAgents",
    method: "GET",
    path: "/api/agents",
    access: "viewer",
    summary: "List agents, newest registration first, with how many there are in each status",
    query: z.strictObject({
      ...pageQuery,
      q: line(200).optional().meta({ description: "Words that name, id, host, tags or workflow hold, all of them" }),
      sort: sort.default("-registeredAt").meta({ description: "`status` puts the worst first" }),
      status: listOf(agentStatus).optional(),
      tag: listOf(line(64)).optional().meta({ description: "Agents with all of these tags" }),
      environment: listOf(line(64)).optional(),
      workflow: listOf(line(256)).optional(),
      discovery: listOf(z.enum(["registry", "mirror", "manual"])).optional(),
    }),
    out: page(agent).extend({
      counts: z
        .record(agentStatus, z.number().int())
        .meta({ description: "Agents in each status under the other filters, whatever `status` asks for" }),
    }),
  }),
  getAgent: operation({
    id: "getAgent",
    method: "GET",
    path: "/api/agents/{id}",
    access: "viewer",
    summary: "An agent with both witnesses, uptime, schema and what changed",
    params: idParams,
    out: agentDetail,
  }),
};
