import "server-only";

export { acknowledgeIncident } from "./acknowledge-incident";
export { commentIncident } from "./comment-incident";
export { allowFleetNetwork, forbidFleetNetwork, listFleetNetworks } from "./fleet-networks";
export { getAgentHealth } from "./get-agent-health";
export { getFleetHealth } from "./get-fleet-health";
export { startProbing } from "./hold-shards";
export { getIncident, listIncidents } from "./incidents";
export { agentExists, incidentExists } from "./internal";
export { listAgentDays } from "./list-agent-days";
export { listOutboundRefusals } from "./outbound-refusals";
export { pauseAgent } from "./pause-agent";
export { probeAgent } from "./probe-agent";
export { resumeAgent } from "./resume-agent";
