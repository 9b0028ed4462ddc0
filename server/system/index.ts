import "server-only";

export { type EnvironmentRow, resolveEnvironment } from "./environments";
export { listEnvironments } from "./list-environments";
export { startWeb } from "./start-web";
export { streamEvents } from "./stream-events";
export { version } from "./version";
