import { z } from "zod";
import { idParams, instant, listOf, operation, page, pageQuery, words } from "@/server/platform/contract";
import { agentDetail, agentStatus, line } from "./shapes";

const state = z.enum(["pending", "refused", "banned"]);

const registration = z.object({
  id: z.string(),
  agentId: z.string(),
  name: z.string(),
  host: z.string(),
  port: z.number().int(),
  from: z.string().meta({ description: "The address it came from" }),
  state,
  reason: z.string(),
  firstAt: instant,
  lastAt: instant,
  lastHeartbeatAt: instant.nullable(),
  times: z.number().int(),
  decidedBy: z.string().nullable(),
});

const orchestrator = z.object({
  id: z.string(),
  orchestratorId: z.string(),
  name: z.string(),
  type: z.string(),
  apiEndpoint: z.string(),
  environment: z.string(),
  alive: z.boolean(),
  lastHeartbeatAt: instant,
  ttlSeconds: z.number().int(),
  registeredAt: instant,
  retiredAt: instant.nullable(),
  seenFrom: z.string().nullable(),
  agentCount: z.number().int(),
  agents: z.array(z.object({ id: z.string(), agentId: z.string(), name: z.string(), status: agentStatus })).meta({
    description:
      "The newest 50 of the agents it registered: those that came with its token or name it in their metadata",
  }),
});

export const registrationOperations = {
  listRegistrations: operation({
    id: "listRegistrations",
    method: "GET",
    path: "/api/registrations",
    access: "viewer",
    summary: "Who knocked at the registry and is not of the fleet, newest first",
    query: z.strictObject({ ...pageQuery, state: listOf(state).optional() }),
    out: page(registration),
  }),
  admitAgent: operation({
    id: "admitAgent",
    method: "POST",
    path: "/api/registrations/{id}/admit",
    access: "operator",
    summary: "Take a waiting agent into the fleet; it goes on without a token from its present address alone",
    params: idParams,
    body: z.strictObject({ environment: words(64).default("default") }),
    out: agentDetail,
  }),
  banAgent: operation({
    id: "banAgent",
    method: "POST",
    path: "/api/registrations/{id}/ban",
    access: "operator",
    summary: "Refuse this id from this address from now on",
    params: idParams,
    out: registration,
  }),
  listOrchestrators: operation({
    id: "listOrchestrators",
    method: "GET",
    path: "/api/orchestrators",
    access: "viewer",
    summary: "List orchestrators, newest registration first, with what they registered",
    query: z.strictObject({ ...pageQuery, environment: listOf(line(64)).optional() }),
    out: page(orchestrator),
  }),
};
