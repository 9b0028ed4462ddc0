import type { WireNames } from "./names";
import { FieldReader, type OrchestratorRegistration, parseJsonObject, type Registration } from "./read-body";

const MOST_METADATA = 64 * 1024;

/** Throws a 422 in the framework's shape. */
export function readRegistration(body: Buffer, names: WireNames): Registration {
  const fields = new FieldReader(parseJsonObject(body));
  const registration = {
    id: fields.text(names.id, { min: 1, max: 512 }),
    name: fields.text(names.name, { max: 512 }),
    host: fields.text("host", { min: 1, max: 255 }),
    port: fields.integer("port", { least: 1, most: 65535 }),
    ttlSeconds: fields.integer("ttl_seconds", { least: 1, most: 3600, fallback: 60 }),
    metadata: fields.optionalText("metadata", MOST_METADATA),
    workflow: names.workflow === null ? null : fields.optionalText(names.workflow, 256),
  };
  fields.finish(names.id, registration.id);
  return registration;
}

export function readOrchestratorRegistration(body: Buffer): OrchestratorRegistration {
  const fields = new FieldReader(parseJsonObject(body));
  const registration = {
    id: fields.text("orchestrator_id", { min: 1, max: 512 }),
    name: fields.text("orchestrator_name", { max: 512 }),
    type: fields.text("orchestrator_type", { max: 64 }),
    apiEndpoint: fields.text("api_endpoint", { max: 500 }),
    ttlSeconds: fields.integer("ttl_seconds", { least: 1, most: 3600, fallback: 300 }),
  };
  fields.finish("orchestrator_id", registration.id);
  return registration;
}
