import { httpProbe } from "./http";

/** Every way to look at an agent, by the `kind` in its probe settings. */
export const probeKinds = { http: httpProbe };
