import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65535);
const postgresUrl = z.string().refine((url) => /^postgres(ql)?:\/\//.test(url), {
  error: (issue) =>
    String(issue.input).startsWith("sqlite")
      ? "this is the agents' database; add it as a source. Muster's own must be Postgres (postgresql://…)"
      : "must be a Postgres URL (postgresql://…)",
});
const networks = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ""))
  .pipe(z.array(z.string().refine(isNetwork, "must be networks such as 10.0.0.0/8, separated by commas")));

function isNetwork(text: string): boolean {
  const [address = "", bits, rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const DEFAULT_FLEET_NETWORKS = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7";

const shapes = {
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  PORT: port.default(3000),
  REGISTRY_PORT: port.default(9000),
  HOST: z.string().min(1).default("127.0.0.1"),
  NEXTAUTH_URL: z.url().optional(),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  MUSTER_SECRET_KEY: z.string().min(32).optional(),
  MUSTER_DATA_DIR: z.string().min(1).default(".muster"),
  MUSTER_ADMIN_EMAIL: z.email().optional(),
  MUSTER_ADMIN_PASSWORD: z.string().min(12).optional(),
  MUSTER_FLEET_NETWORKS: networks.default(DEFAULT_FLEET_NETWORKS.split(",")),
  MUSTER_OPERATOR_NETWORKS: networks.default([]),
  MUSTER_REGISTRY_STRANGERS: z.enum(["refuse", "pending", "accept"]).default("pending"),
  MUSTER_REGISTRY_URL: z.url().optional(),
  MUSTER_TRUSTED_PROXIES: networks.default([]),
  MUSTER_METRICS: z.enum(["loopback", "token"]).default("loopback"),
  MLFLOW_TRACKING_URI: z.url().optional(),
  LOG_FORMAT: z.enum(["json", "text"]).default("json"),
  LOG_LEVEL: z
    .string()
    .transform((level) => level.toLowerCase())
    .pipe(z.enum(["trace", "debug", "info", "warn", "error", "fatal"]))
    .default("info"),
  LOG_DESTINATION: z
    .string()
    .refine((to) => to === "stdout" || to.startsWith("file://"), "must be stdout or file:///path")
    .default("stdout"),
  MUSTER_ROLE: z.enum(["web", "registry", "worker", "cli", "test"]).default("web"),
};

/** What each setting means; `docs/configuration.md` is checked against this list. */
export const SETTINGS: Record<keyof typeof shapes, string> = {
  DATABASE_URL: "Muster's own Postgres (15 or newer), through a pooler or not",
  DATABASE_DIRECT_URL: "the same database without a pooler, for LISTEN, locks and jobs; default DATABASE_URL",
  DATABASE_POOL_SIZE: "connections of each process",
  PORT: "port of the web role",
  REGISTRY_PORT: "port of the registry role",
  HOST: "address that web and registry listen on",
  NEXTAUTH_URL: "the very origin that people open, https://muster.example.com",
  NEXTAUTH_SECRET: "signs the session cookie; 32 characters or more",
  MUSTER_SECRET_KEY: "encrypts stored credentials; 32 bytes as hex or base64",
  MUSTER_DATA_DIR: "data folder: embedded database, secrets, backups, builds",
  MUSTER_ADMIN_EMAIL: "first admin, made at the first start",
  MUSTER_ADMIN_PASSWORD: "the first admin's password; 12 characters or more",
  MUSTER_FLEET_NETWORKS: "networks where agents may be probed; loopback only when listed",
  MUSTER_OPERATOR_NETWORKS:
    "loopback networks that sources and upstream registries may lie in; all others but metadata are open",
  MUSTER_REGISTRY_STRANGERS: "what an agent without a token meets",
  MUSTER_REGISTRY_URL: "the registry's address as agents reach it, shown on Connect",
  MUSTER_TRUSTED_PROXIES: "proxies whose X-Forwarded-For is believed",
  MUSTER_METRICS: "who may read /metrics besides tokens",
  MLFLOW_TRACKING_URI: "an MLflow server to use in place of the demo's own",
  LOG_FORMAT: "form of log lines",
  LOG_LEVEL: "least level that is logged",
  LOG_DESTINATION: "where log lines go",
  MUSTER_ROLE: "set by the starter: which role this process is",
};

const SECRETS = [
  "DATABASE_URL",
  "DATABASE_DIRECT_URL",
  "NEXTAUTH_SECRET",
  "MUSTER_SECRET_KEY",
  "MUSTER_ADMIN_PASSWORD",
];

/** The names that `NAME_FILE` may stand for. */
export const FILE_SETTINGS = SECRETS.map((name) => `${name}_FILE`);

/** Every fault of the environment at once, a line each. */
export class EnvFault extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(
      `The settings have ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n  ${faults.join("\n  ")}`,
    );
    this.name = "EnvFault";
    this.faults = faults;
  }
}

const schema = z.object(shapes);

type Raw = Record<string, string | undefined>;

/** Reads `NAME_FILE` where `NAME` is not set; an empty value counts as not set. Throws EnvFault. */
export function parseEnv(source: Raw) {
  const faults: string[] = [];
  const raw: Raw = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  for (const name of SECRETS) fromFile(raw, name, faults);
  const result = schema.safeParse(raw);
  if (!result.success) faults.push(...result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  if (!result.success || faults.length > 0) throw new EnvFault(faults);
  return named(result.data);
}

function fromFile(raw: Raw, name: string, faults: string[]): void {
  const path = raw[`${name}_FILE`];
  if (path === undefined || raw[name] !== undefined) return;
  try {
    raw[name] = readFileSync(path, "utf8").trim();
  } catch (error) {
    faults.push(`${name}_FILE: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

function named(raw: z.infer<typeof schema>) {
  return {
    databaseUrl: raw.DATABASE_URL,
    databaseDirectUrl: raw.DATABASE_DIRECT_URL ?? raw.DATABASE_URL,
    poolSize: raw.DATABASE_POOL_SIZE,
    port: raw.PORT,
    registryPort: raw.REGISTRY_PORT,
    host: raw.HOST,
    publicUrl: raw.NEXTAUTH_URL,
    authSecret: raw.NEXTAUTH_SECRET,
    secretKey: raw.MUSTER_SECRET_KEY,
    dataDir: raw.MUSTER_DATA_DIR,
    adminEmail: raw.MUSTER_ADMIN_EMAIL,
    adminPassword: raw.MUSTER_ADMIN_PASSWORD,
    fleetNetworks: raw.MUSTER_FLEET_NETWORKS,
    operatorNetworks: raw.MUSTER_OPERATOR_NETWORKS,
    strangers: raw.MUSTER_REGISTRY_STRANGERS,
    registryUrl: raw.MUSTER_REGISTRY_URL,
    trustedProxies: raw.MUSTER_TRUSTED_PROXIES,
    metrics: raw.MUSTER_METRICS,
    mlflowUrl: raw.MLFLOW_TRACKING_URI,
    logFormat: raw.LOG_FORMAT,
    logLevel: raw.LOG_LEVEL,
    logDestination: raw.LOG_DESTINATION,
    role: raw.MUSTER_ROLE,
  };
}

export type Env = ReturnType<typeof parseEnv>;
