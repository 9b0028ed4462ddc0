import { z } from "zod";
import { count, done, id, idParams, instant, operation, page, words, zone } from "@/server/platform/contract";

const source = z.object({
  id,
  kind: z.enum(["mlflow", "postgres", "sqlite"]),
  name: z.string(),
  url: z.string(),
  /** Credentials are write-only: only whether there are any is told. */
  hasCredentials: z.boolean(),
  environment: z.string(),
  options: z.record(z.string(), z.unknown()),
  enabled: z.boolean(),
  status: z.enum(["new", "syncing", "ok", "failing", "paused"]),
  lastError: z.string().nullable(),
  cursor: z.string().nullable(),
  lagSeconds: z.number().nullable(),
  completeThrough: instant.nullable(),
  lastSyncAt: instant.nullable(),
  lastOkAt: instant.nullable(),
  firstSyncedAt: instant.nullable(),
  rowsSeen: count,
  createdAt: instant,
});

const sourceOptions = z.strictObject({
  /** Zones of the naive columns of a workflow database. */
  startedAtZone: zone.optional(),
  completedAtZone: zone.optional(),
});
const url = words(2000);
const credentials = { user: z.string().max(512).optional(), password: z.string().max(2000).optional() };
const kind = z.enum(["mlflow", "postgres"]);

const testStep = z.object({
  name: z.string(),
  state: z.enum(["ok", "odd", "failed", "not tried"]),
  detail: z.string(),
  /** Options that would put it right. */
  proposal: z.record(z.string(), z.string()).optional(),
});
const testResult = z.object({ ok: z.boolean(), steps: z.array(testStep) });

export const sourcesContract = {
  listSources: operation({
    id: "listSources",
    method: "GET",
    path: "/api/sources",
    access: "viewer",
    summary: "Where figures come from, and how far each was read",
    out: page(source),
  }),
  createSource: operation({
    id: "createSource",
    method: "POST",
    path: "/api/sources",
    access: "admin",
    summary: "Add a source of figures",
    body: z.strictObject({
      kind,
      name: words(100),
      url,
      environment: words(64).default("default"),
      ...credentials,
      options: sourceOptions.default({}),
      enabled: z.boolean().default(true),
    }),
    out: source,
    status: 201,
  }),
  updateSource: operation({
    id: "updateSource",
    method: "PATCH",
    path: "/api/sources/{id}",
    access: "admin",
    summary: "Change a source",
    params: idParams,
    body: z.strictObject({
      name: words(100).optional(),
      url: url.optional(),
      ...credentials,
      options: sourceOptions.optional(),
      enabled: z.boolean().optional(),
    }),
    out: source,
  }),
  syncSource: operation({
    id: "syncSource",
    method: "POST",
    path: "/api/sources/{id}/sync",
    access: "operator",
    summary: "Read a source again from the beginning, now",
    params: idParams,
    body: z.strictObject({
      /** Let records go that vanished from the source, however many. */
      allowDeletions: z.boolean().default(false),
    }),
    out: done,
    status: 202,
  }),
  testSource: operation({
    id: "testSource",
    method: "POST",
    path: "/api/sources/{id}/test",
    access: "admin",
    summary: "Try a source step by step and say what is wrong or odd",
    params: idParams,
    out: testResult,
  }),
  testSourceAddress: operation({
    id: "testSourceAddress",
    method: "POST",
    path: "/api/sources/test",
    access: "admin",
    summary: "Try an address before it is added as a source",
    body: z.strictObject({ kind, url, ...credentials, options: sourceOptions.default({}) }),
    out: testResult,
  }),
};
