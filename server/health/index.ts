import "server-only";

export { startProbing } from "./hold-shards";
