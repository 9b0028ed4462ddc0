import { allOperations } from "@/server/contracts";
import { sessionCookieName } from "@/server/platform/identity";
import { VERSION } from "@/server/platform/version";
import { openApiDocument } from "./openapi";

let document: Record<string, unknown> | null = null;

/** The same for everybody, made once a process. */
export async function getOpenApi(): Promise<Record<string, unknown>> {
  document ??= openApiDocument(allOperations(), { version: VERSION, cookie: sessionCookieName() });
  return document;
}
