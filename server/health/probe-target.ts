import { z } from "zod";
import type { ProbeTarget } from "./probes/define-probe";
import { probesByKind } from "./probes/register";
import type { ProbeSettings } from "./watched-agent";

export type AgentAddress = {
  scheme: string;
  host: string;
  port: number;
  basePath: string;
  /** An operator's word, `host`, `host:port` or a URL; it wins over what the agent registered. */
  override: string | null;
};

/** Where an agent is probed: the operator's address if there is one, else the registered one. */
export function probeTarget({ scheme, host, port, basePath, override }: AgentAddress): ProbeTarget {
  if (!override) return { scheme, host, port, basePath };
  const text = /^https?:\/\//i.test(override) ? override : `${scheme}://${override}`;
  if (!URL.canParse(text)) return { scheme, host: override, port, basePath };
  const url = new URL(text);
  const named = /:\d+$/.test(text.replace(/^(https?:\/\/[^/?#]*).*$/i, "$1"));
  const path = url.pathname === "/" ? basePath : url.pathname.replace(/\/$/, "");
  const secure = url.protocol === "https:";
  const own = override.includes("://") ? (secure ? 443 : 80) : port;
  return {
    scheme: secure ? "https" : "http",
    host: url.hostname,
    port: url.port ? Number(url.port) : named ? (secure ? 443 : 80) : own,
    basePath: path,
  };
}

const DEFAULTS: ProbeSettings = { kind: "http", enabled: true, path: "/health", intervalMs: 30_000, timeoutMs: 5_000 };
const MIN_INTERVAL_MS = 10_000;

const stored = z
  .looseObject({
    kind: z.string().refine((kind) => probesByKind.has(kind)),
    enabled: z.boolean(),
    path: z.string().startsWith("/").max(200),
    intervalMs: z.number().min(MIN_INTERVAL_MS).max(3_600_000),
    timeoutMs: z.number().min(100).max(60_000),
  })
  .partial();

/** The stored settings over the defaults; a probe ends well before the next one of the same agent begins. */
export function probeSettings(json: unknown): ProbeSettings {
  const given = stored.safeParse(json);
  const settings = { ...DEFAULTS, ...(given.success ? given.data : {}) };
  return { ...settings, timeoutMs: Math.min(settings.timeoutMs, settings.intervalMs * 0.8) };
}
