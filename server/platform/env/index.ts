import { type Env, parseEnv } from "./schema";

export { type Env, EnvFault, SETTINGS } from "./schema";

let parsed: Env | null = null;

/** The settings of this process, validated once. Throws EnvFault with every fault listed. */
export function env(): Env {
  // The only place that reads the environment.
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** An entry says which role it is, whatever the starter's environment says. */
export function setRole(role: Env["role"]): void {
  process.env.MUSTER_ROLE = role;
  parsed = null;
}

/** For tests: forget what was read. */
export function resetEnv(): void {
  parsed = null;
}
