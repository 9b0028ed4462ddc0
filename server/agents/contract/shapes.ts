import { z } from "zod";
import { instant } from "@/server/platform/contract";

export const agentStatus = z.enum(["healthy", "degraded", "down", "unknown", "paused", "maintenance", "retired"]);

/** `ratio` = (healthy + degraded) ÷ (healthy + degraded + down), null where none of these is known; `coverage` = the known part. */
export const uptime = z.object({
  ratio: z.number().nullable(),
  coverage: z.number(),
  healthyMs: z.number(),
  degradedMs: z.number(),
  downMs: z.number(),
  unknownMs: z.number(),
  excludedMs: z.number(),
});

/** Text to search by, which may be no text that the database can hold. */
export function line(max: number) {
  return z
    .string()
    .max(max)
    .refine((text) => !text.includes("\u0000") && text.isWellFormed(), "must be well-formed text without NUL");
}

export const look = z.object({
  at: instant,
  ok: z.boolean(),
  latencyMs: z.number().nullable(),
  error: z.string().nullable(),
});

export const agent = z.object({
  id: z.string(),
  agentId: z.string().meta({ description: "The id it has on the registry's wire" }),
  name: z.string(),
  host: z.string().meta({ description: "What it registered; `url` is where it is called" }),
  port: z.number().int(),
  url: z.string().nullable().meta({ description: "null where what it registered is no address" }),
  environment: z.string(),
  tags: z.array(z.string()),
  workflow: z.string().nullable(),
  version: z.string().nullable(),
  metadata: z.string().nullable().meta({ description: "As it was sent; in lists its first 4,096 characters" }),
  seenFrom: z.string().nullable(),
  addressOverride: z.string().nullable(),
  discovery: z.enum(["registry", "mirror", "manual"]),
  registry: z.string(),
  status: agentStatus,
  statusReason: z.string(),
  since: instant,
  lastHeartbeatAt: instant.nullable(),
  ttlSeconds: z.number().int(),
  lastProbe: look.nullable(),
  uptime24h: z.number().nullable(),
  coverage24h: z.number(),
  registeredAt: instant,
});

const witness = z.object({ state: z.enum(["ok", "bad", "blind", "absent"]), reason: z.string() });

const agentInput = z.object({
  type: z.string(),
  required: z.boolean(),
  default: z.unknown(),
  description: z.string().nullable(),
});

export const agentSchema = z.object({
  workflow: z.string().nullable(),
  inputs: z.record(z.string(), agentInput),
  outputs: z.array(z.string()),
});

export const probeSettings = z.object({
  enabled: z.boolean(),
  path: z.string(),
  intervalMs: z.number().int(),
  timeoutMs: z.number().int(),
});

export const agentDetail = agent.extend({
  uptime: z.object({ "24h": uptime, "7d": uptime, "30d": uptime }),
  heartbeat: witness,
  probe: witness,
  probeSettings,
  flappingUntil: instant.nullable(),
  paused: z
    .object({ at: instant, until: instant.nullable(), reason: z.string(), by: z.string().nullable() })
    .nullable(),
  retiredAt: instant.nullable(),
  firstSeenAt: instant,
  admission: z.enum(["token", "admitted", "accepted"]),
  schema: agentSchema.nullable(),
  schemaAt: instant.nullable(),
  likelyAddress: z
    .string()
    .nullable()
    .meta({ description: "Where it may be instead: the address it registered from, with the port it registered" }),
  sameWorkflow: z
    .number()
    .int()
    .meta({ description: "Agents not retired that have its workflow, this one among them" }),
  changes: z.array(
    z.object({
      at: instant,
      field: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      seenFrom: z.string().nullable(),
    }),
  ),
});
