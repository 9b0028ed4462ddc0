import { formatAge } from "@/components/ui/format-duration";

/** Kinds of `/api/events`, in the wire's words. */
export const eventKinds = [
  "agent",
  "incident",
  "run",
  "backup",
  "restore",
  "checklist",
  "source",
  "alert",
  "registration",
  "operation",
] as const;

export type EventKind = (typeof eventKinds)[number];

/** Operations whose answers an event makes old: the first word of their query keys. */
const madeOld: Record<EventKind, readonly string[]> = {
  agent: [
    "getSummary",
    "getBadges",
    "getConnection",
    "listOutboundRefusals",
    "listAgents",
    "getAgent",
    "getAgentHealth",
    "getFleetHealth",
    "listOrchestrators",
  ],
  incident: ["getSummary", "getBadges", "listIncidents", "getIncident", "getAgent"],
  run: ["getSummary", "listRuns", "getRun", "getUsage"],
  backup: ["getSummary", "listBackups", "getBackup", "listBackupTargets"],
  restore: ["getRestore"],
  checklist: ["getSummary", "listChecklists", "getChecklist", "getGate"],
  source: ["getSummary", "listSources", "getUsage", "getReconciliation"],
  alert: ["listAlerts"],
  registration: ["getBadges", "getConnection", "listRegistrations", "listRegistries"],
  operation: ["getBackup", "getRestore", "listSources"],
};

/** The operations to ask again after these events; a `resync` makes everything old. */
export function operationsMadeOld(kinds: ReadonlySet<EventKind | "resync">): ReadonlySet<string> | "all" {
  if (kinds.has("resync")) return "all";
  const old = new Set<string>();
  for (const kind of eventKinds) if (kinds.has(kind)) for (const operation of madeOld[kind]) old.add(operation);
  return old;
}

/** Gathers calls and passes them on together, at once when quiet and then at most every `everyMs`. */
export function coalesce<Item>(everyMs: number, flush: (items: ReadonlySet<Item>) => void) {
  let waiting = new Set<Item>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const pass = () => {
    timer = null;
    if (waiting.size === 0) return;
    const items = waiting;
    waiting = new Set();
    timer = setTimeout(pass, everyMs);
    flush(items);
  };
  return {
    add(item: Item) {
      waiting.add(item);
      if (timer === null) pass();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting.clear();
    },
  };
}

/** The event stream: `beats` once the server has shown that it sends a `beat` every 15 s. */
export type Live = { connected: boolean; heardAt: number; beats: boolean };

/** After two beats that did not come the stream is behind. */
const SILENT_MS = 32_000;

/** What the state of the stream is called. */
export function liveWords({ connected, heardAt, beats }: Live, nowMs: number): string {
  if (heardAt === 0) return "Connecting";
  const silence = nowMs - heardAt;
  if (!connected) return `Reconnecting, ${formatAge(silence)} behind`;
  return beats && silence > SILENT_MS ? `${formatAge(silence)} behind` : "Live";
}
