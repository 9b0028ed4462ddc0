export { hub, stopHub } from "./hub";
export { EVENT_KINDS, type EventKind, type MusterEvent, notify } from "./notify";
export { eventStream } from "./stream";
