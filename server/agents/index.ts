import "server-only";

export { AgentDesk } from "./wire/agent-desk";
export { GENERATIONS, type WireNames } from "./wire/names";
export { OrchestratorDesk } from "./wire/orchestrator-desk";
export { identifyPeer, type Peer } from "./wire/peer";
export { WireError } from "./wire/wire-error";
