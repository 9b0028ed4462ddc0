import type { SourceDefinition } from "./define-source";
import { mlflow } from "./mlflow";
import { postgres } from "./postgres";

/** Every kind of source: one line each. */
export const SOURCES: Record<SourceDefinition["kind"], SourceDefinition> = { mlflow, postgres };
