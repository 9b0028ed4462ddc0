import "server-only";

export { type Address, type AgentAddress, effectiveAddress } from "./effective-address";
export { getAgent } from "./get-agent";
export { fleetAgentExists } from "./internal";
export { listAgents } from "./list-agents";
export { type ProbeSettings, probeSettings } from "./probe-settings";
export { timeInRange } from "./queries/time-in-range";
export { addTime, NO_TIME, type TimeByStatus, type Uptime, uptimeOf } from "./uptime";
export { AgentDesk } from "./wire/agent-desk";
export { GENERATIONS, type WireNames } from "./wire/names";
export { OrchestratorDesk } from "./wire/orchestrator-desk";
export { identifyPeer, type Peer } from "./wire/peer";
export { WireError } from "./wire/wire-error";
