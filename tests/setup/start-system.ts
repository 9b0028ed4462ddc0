import { startTestSystem } from "@/scripts/lib/test-system.mjs";

/** The production build of all three roles for the page tests; its addresses reach the specs by the environment. */
export default async function startSystemForPages() {
  const system = await startTestSystem();
  process.env.MUSTER_E2E_URL = system.url;
  process.env.MUSTER_E2E_REGISTRY_URL = system.registryUrl;
  Object.assign(process.env, system.settings);
  return system.stop;
}
