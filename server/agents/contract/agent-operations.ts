import { z } from "zod";
import { done, idParams, instant, listOf, operation, page, pageQuery, words } from "@/server/platform/contract";
import { agent, agentDetail, agentSchema, agentStatus, line, look } from "./shapes";

const sorts = ["name", "status", "since", "registeredAt", "lastHeartbeatAt", "latency"] as const;
const sort = z.enum([...sorts, ...sorts.map((name) => `-${name}` as const)]);

const tags = z.array(words(64)).max(20);
const address = words(300);

const probeChange = z.strictObject({
  enabled: z.boolean().optional(),
  path: z
    .string()
    .max(200)
    .regex(/^\/[\x21-\x7e]*$/, "must begin with / and hold no spaces")
    .optional(),
  intervalMs: z.number().int().min(10_000).max(3_600_000).optional(),
  timeoutMs: z.number().int().min(100).max(60_000).optional(),
});

export const agentOperations = {
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
  createAgent: operation({
    id: "createAgent",
    method: "POST",
    path: "/api/agents",
    access: "operator",
    summary: "Add an agent by its URL; it is looked at before the answer",
    body: z.strictObject({
      url: words(500),
      name: words(512).optional(),
      environment: words(64).optional(),
      tags: tags.optional(),
      evenIfUnreachable: z.boolean().default(false).meta({ description: "Add it also when it does not answer now" }),
    }),
    out: agentDetail,
    status: 201,
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
  updateAgent: operation({
    id: "updateAgent",
    method: "PATCH",
    path: "/api/agents/{id}",
    access: "operator",
    summary:
      "Change where an agent is called, how it is probed, its tags, and its environment where no token decides it",
    params: idParams,
    body: z.strictObject({
      name: words(512).optional(),
      environment: words(64).optional(),
      tags: tags.optional(),
      addressOverride: address
        .nullable()
        .optional()
        .meta({ description: "Host, host:port or URL; wins over what registers. null takes it back" }),
      probe: probeChange.optional(),
    }),
    out: agentDetail,
  }),
  deleteAgent: operation({
    id: "deleteAgent",
    method: "DELETE",
    path: "/api/agents/{id}",
    access: "admin",
    summary: "Retire an agent that no longer reports; its history stays",
    params: idParams,
    out: done,
  }),
  tryAddress: operation({
    id: "tryAddress",
    method: "POST",
    path: "/api/agents/{id}/try-address",
    access: "operator",
    summary: "Look once whether an agent answers at another address, by default the one it registered from",
    params: idParams,
    body: z.strictObject({ address: address.optional() }),
    out: look.extend({ address: z.string() }),
  }),
  refreshSchema: operation({
    id: "refreshSchema",
    method: "POST",
    path: "/api/agents/{id}/schema",
    access: "operator",
    summary: "Ask an agent for its inputs and outputs again",
    params: idParams,
    out: z.object({ schema: agentSchema.nullable(), schemaAt: instant }),
  }),
  runAgent: operation({
    id: "runAgent",
    method: "POST",
    path: "/api/agents/{id}/run",
    access: "operator",
    summary: "Run an agent's workflow and answer what it answers",
    params: idParams,
    body: z.strictObject({ inputs: z.record(z.string(), z.unknown()).default({}) }),
    out: z.object({
      status: z.enum(["success", "async", "failed"]),
      outputs: z.unknown(),
      jobId: z.string().nullable(),
      executionTimeMs: z.number().nullable(),
      error: z.string().nullable(),
    }),
  }),
  getAgentJob: operation({
    id: "getAgentJob",
    method: "GET",
    path: "/api/agents/{id}/jobs/{jobId}",
    access: "viewer",
    summary: "How a run goes that an agent works on by itself; the agent is asked",
    params: z.strictObject({ id: z.uuid(), jobId: z.string().regex(/^[\w.-]{1,128}$/) }),
    out: z.object({
      jobId: z.string(),
      status: z.enum(["pending", "running", "completed", "failed", "unknown"]),
      outputs: z.unknown(),
      executionTimeMs: z.number().nullable(),
      error: z.string().nullable(),
    }),
  }),
};
