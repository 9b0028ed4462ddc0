import { z } from "zod";
import { done, id, idParams, instant, operation, page, words } from "@/server/platform/contract";

const registry = z.object({
  id: z.string(),
  kind: z.enum(["builtin", "manual", "mirror"]),
  name: z.string(),
  url: z.string().nullable().meta({ description: "Without user and password: these are write-only" }),
  hasCredentials: z.boolean(),
  environment: z.string().nullable(),
  pollIntervalMs: z.number().int(),
  enabled: z.boolean(),
  status: z.enum(["ok", "away", "new", "off"]),
  lastPolledAt: instant.nullable(),
  lastOkAt: instant.nullable(),
  lastError: z.string().nullable(),
  agents: z.number().int().meta({ description: "Agents not retired that came this way" }),
  createdAt: instant,
});

const url = words(500).meta({
  description: "Where the upstream registry listens, with its path prefix; may carry user:password@",
});
const pollIntervalMs = z.number().int().min(1_000).max(3_600_000);

export const registryOperations = {
  listRegistries: operation({
    id: "listRegistries",
    method: "GET",
    path: "/api/registries",
    access: "viewer",
    summary: "List the ways agents come in: our registry, mirrors of others, by hand",
    out: page(registry),
  }),
  createRegistry: operation({
    id: "createRegistry",
    method: "POST",
    path: "/api/registries",
    access: "admin",
    summary: "Mirror an existing registry",
    body: z.strictObject({
      name: words(120),
      url,
      environment: words(64).default("default"),
      pollIntervalMs: pollIntervalMs.default(10_000),
    }),
    out: registry,
    status: 201,
  }),
  updateRegistry: operation({
    id: "updateRegistry",
    method: "PATCH",
    path: "/api/registries/{id}",
    access: "admin",
    summary: "Change a mirror; a URL of the same server without user and password keeps the stored ones",
    params: idParams,
    body: z.strictObject({
      name: words(120).optional(),
      url: url.optional(),
      pollIntervalMs: pollIntervalMs.optional(),
      enabled: z.boolean().optional(),
    }),
    out: registry,
  }),
  deleteRegistry: operation({
    id: "deleteRegistry",
    method: "DELETE",
    path: "/api/registries/{id}",
    access: "admin",
    summary: "End a mirror; its agents are retired and keep their history",
    params: idParams,
    out: done,
  }),
  testRegistry: operation({
    id: "testRegistry",
    method: "POST",
    path: "/api/registries/test",
    access: "admin",
    summary: "Read an upstream registry once and say what it lists or what is wrong",
    body: z
      .strictObject({ url: url.optional(), registryId: id.optional() })
      .refine((given) => (given.url === undefined) !== (given.registryId === undefined), {
        path: ["url"],
        message: "give either a url or the registryId of a mirror",
      }),
    out: z.object({
      ok: z.boolean(),
      detail: z.string(),
      agents: z.number().int().nullable(),
      alive: z.number().int().nullable(),
    }),
  }),
};
