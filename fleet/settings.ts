const DAY_MS = 86_400_000;

export interface Settings {
  /** Base address of the registry, without credentials. */
  registryUrl: string;
  /** `Authorization` value for the registry, or null when neither a token nor userinfo was given. */
  registryAuthorization: string | null;
  /** Base address of MLflow, or null when no figures go there. */
  mlflowUrl: string | null;
  mlflowAuthorization: string | null;
  workflowDatabaseUrl: string;
  stateFile: string;
  seed: number;
  backfillMs: number;
  host: string;
}

interface Address {
  url: string;
  authorization: string | null;
}

/** Reads the fleet's variables; throws one error that lists every fault. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const faults: string[] = [];
  const registry = httpAddress(env, "FLEET_REGISTRY_URL", faults);
  const mlflow = env.FLEET_MLFLOW_URL ? httpAddress(env, "FLEET_MLFLOW_URL", faults) : null;
  const settings: Settings = {
    registryUrl: registry.url,
    registryAuthorization: env.FLEET_REGISTRY_TOKEN
      ? basicAuthorization("agent", env.FLEET_REGISTRY_TOKEN)
      : registry.authorization,
    mlflowUrl: mlflow?.url ?? null,
    mlflowAuthorization: mlflow?.authorization ?? null,
    workflowDatabaseUrl: databaseUrl(env, "FLEET_WORKFLOW_DATABASE_URL", faults),
    stateFile: required(env, "FLEET_STATE_FILE", faults),
    seed: integer(env, "FLEET_SEED", 20_260_101, { min: 0, max: 2 ** 31 }, faults),
    backfillMs: integer(env, "FLEET_BACKFILL_DAYS", 14, { min: 0, max: 90 }, faults) * DAY_MS,
    host: env.FLEET_HOST || "127.0.0.1",
  };
  if (faults.length > 0) throw new Error(`The fleet cannot start:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
  return settings;
}

function required(env: NodeJS.ProcessEnv, name: string, faults: string[]): string {
  const value = env[name];
  if (!value) faults.push(`${name} is not set`);
  return value ?? "";
}

function httpAddress(env: NodeJS.ProcessEnv, name: string, faults: string[]): Address {
  const text = required(env, name, faults);
  if (!text) return { url: "", authorization: null };
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    faults.push(`${name} must be an http or https address`);
    return { url: "", authorization: null };
  }
  return withoutCredentials(new URL(text));
}

/** `fetch` refuses an address with userinfo, so it travels as a header. */
function withoutCredentials(url: URL): Address {
  const authorization =
    url.username || url.password
      ? basicAuthorization(decodeURIComponent(url.username), decodeURIComponent(url.password))
      : null;
  url.username = "";
  url.password = "";
  return { url: url.toString().replace(/\/+$/, ""), authorization };
}

function databaseUrl(env: NodeJS.ProcessEnv, name: string, faults: string[]): string {
  const text = required(env, name, faults);
  if (text && !/^postgres(ql)?:\/\//.test(text)) faults.push(`${name} must be a postgres:// address`);
  return text;
}

function integer(
  env: NodeJS.ProcessEnv,
  name: string,
  preset: number,
  range: { min: number; max: number },
  faults: string[],
): number {
  const text = env[name];
  if (!text) return preset;
  const value = Number(text);
  if (!Number.isInteger(value) || value < range.min || value > range.max) {
    faults.push(`${name} must be a whole number from ${range.min} to ${range.max}`);
  }
  return value;
}

function basicAuthorization(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
