import { z } from "zod";
import { instant, operation, page } from "@/server/platform/contract";

const environment = z.object({
  id: z.string(),
  name: z.string(),
  tier: z.string(),
  zone: z.string(),
  protected: z.boolean(),
  createdAt: instant,
});

export const contract = {
  listEnvironments: operation({
    id: "listEnvironments",
    method: "GET",
    path: "/api/environments",
    access: "viewer",
    summary: "List environments",
    out: page(environment),
  }),
  streamEvents: operation({
    id: "streamEvents",
    method: "GET",
    path: "/api/events",
    access: "viewer",
    summary: "Server-sent events: which kind of thing changed, and its ids",
    out: z.string().meta({ contentMediaType: "text/event-stream" }),
  }),
};
