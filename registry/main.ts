import { closeDb } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { stopHub } from "@/server/platform/events";
import { log } from "@/server/platform/log";
import { startRoleInstance } from "@/server/platform/role-instance";
import { runRole } from "@/server/platform/run-role";
import { buildRegistry } from "./app";

await runRole("registry", async () => {
  const { app, stop } = await buildRegistry();
  const { host, registryPort: port } = env();
  await app.listen({ host, port });
  const instance = await startRoleInstance("registry");
  log().info({ instance: instance.id, host, port }, "the registry listens");
  return { started: [{ stop: stopHub }, { stop }, instance, { stop: () => app.close() }], last: closeDb };
});
