import "server-only";

export { annotationExists, createAnnotation, deleteAnnotation, listAnnotations } from "./annotations";
export { createEnvironment, environmentExists, updateEnvironment } from "./change-environment";
export { type EnvironmentRow, resolveEnvironment } from "./environments";
export { getBadges } from "./get-badges";
export { getConnection } from "./get-connection";
export { getHealth, getReady } from "./get-health";
export { getOpenApi } from "./get-open-api";
export { isFresh } from "./is-fresh";
export { listEnvironments } from "./list-environments";
export { startReleasingDeadWorkers } from "./release-dead-workers";
export { recordRelease } from "./releases";
export { startWeb } from "./start-web";
export { streamEvents } from "./stream-events";
export { version } from "./version";
