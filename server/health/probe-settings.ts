import { type ProbeSettings, probeSettings as settingsOf } from "@/server/agents";
import { probesByKind } from "./probes/register";

/** The stored settings over the defaults; a kind of probe that does not exist counts as nothing stored. */
export function probeSettings(json: unknown): ProbeSettings {
  return settingsOf(json, (kind) => probesByKind.has(kind));
}
