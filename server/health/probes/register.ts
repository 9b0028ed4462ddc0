import type { Probe } from "./define-probe";
import { httpProbe } from "./http";

const PROBES: Probe[] = [httpProbe];

/** Every way to look at an agent, by the `kind` in its probe settings. */
export const probesByKind: ReadonlyMap<string, Probe> = new Map(PROBES.map((probe) => [probe.kind, probe]));
