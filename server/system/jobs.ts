import { z } from "zod";
import { defineJob } from "@/server/platform/jobs";

/** Forgets what has served its time. */
export const housekeep = defineJob({ name: "housekeep", payload: z.looseObject({}), queue: () => "housekeep" });
