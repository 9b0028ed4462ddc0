import { allOperations } from "@/server/contracts";
import { VERSION } from "@/server/platform/version";
import { openApiDocument } from "./openapi";

let document: Record<string, unknown> | null = null;

/** The same for everybody, made once a process. */
export async function getOpenApi(): Promise<Record<string, unknown>> {
  document ??= openApiDocument(allOperations(), VERSION);
  return document;
}
