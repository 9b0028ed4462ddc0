import { z } from "zod";

export type ProbeSettings = {
  kind: string;
  enabled: boolean;
  path: string;
  intervalMs: number;
  timeoutMs: number;
};

const DEFAULTS: ProbeSettings = { kind: "http", enabled: true, path: "/health", intervalMs: 30_000, timeoutMs: 5_000 };

const stored = z
  .looseObject({
    kind: z.string(),
    enabled: z.boolean(),
    path: z.string().startsWith("/").max(200),
    intervalMs: z.number().min(10_000).max(3_600_000),
    timeoutMs: z.number().min(100).max(60_000),
  })
  .partial();

/**
 * The stored settings over the defaults; a probe ends well before the next one of the same agent begins. `isKind` says
 * which kinds of probe there are.
 */
export function probeSettings(json: unknown, isKind: (kind: string) => boolean = () => true): ProbeSettings {
  const given = stored.safeParse(json);
  const settings = { ...DEFAULTS, ...(given.success && isKind(given.data.kind ?? "http") ? given.data : {}) };
  return { ...settings, timeoutMs: Math.min(settings.timeoutMs, settings.intervalMs * 0.8) };
}
