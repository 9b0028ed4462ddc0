import { z } from "zod";
import { instant, instantIn, operation, page, pageQuery } from "@/server/platform/contract";

const entry = z.object({
  id: z.string(),
  at: instant,
  actorKind: z.string(),
  actor: z.string(),
  action: z.string(),
  objectType: z.string().nullable(),
  objectId: z.string().nullable(),
  environment: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string().nullable(),
  ip: z.string().nullable(),
});

export const contract = {
  listAudit: operation({
    id: "listAudit",
    method: "GET",
    path: "/api/audit",
    access: "admin",
    summary: "List what was done and what was refused, newest first",
    query: z.strictObject({
      ...pageQuery,
      q: z.string().max(200).optional(),
      action: z.string().max(80).optional().meta({ description: "A whole action, or the part before its dot" }),
      actor: z.string().max(200).optional().meta({ description: "The whole name or the id of who did it" }),
      objectId: z.string().max(200).optional(),
      from: instantIn.optional(),
      to: instantIn.optional(),
    }),
    out: page(entry),
  }),
};
