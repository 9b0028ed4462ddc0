import { closeDb } from "@/server/platform/db";
import { stopHub } from "@/server/platform/events";
import { log } from "@/server/platform/log";
import { startRoleInstance } from "@/server/platform/role-instance";
import { runRole } from "@/server/platform/run-role";
import { startJobs } from "./jobs";
import { startLoops } from "./loops";

await runRole("worker", async () => {
  const instance = await startRoleInstance("worker");
  const started = [{ stop: stopHub }, instance, await startJobs(instance.id), ...(await startLoops(instance.id))];
  log().info({ instance: instance.id }, "the worker is ready");
  return { started, last: closeDb };
});
