import type { Clock } from "@/server/platform/clock";
import type { Queryable } from "@/server/platform/db";
import type { Applied } from "@/server/runs/sync/apply-page";
import type { Page } from "@/server/runs/sync/page";

export interface SourceAddress {
  url: string;
  user: string | null;
  password: string | null;
  options: Record<string, unknown>;
}

/** One step of a source's test; those after a failed one were not tried. */
export interface TestStep {
  name: string;
  state: "ok" | "odd" | "failed" | "not tried";
  detail: string;
  /** Options that would put it right. */
  proposal?: Record<string, string>;
}

export interface SyncSession {
  sourceId: string;
  address: SourceAddress;
  /** As it was when the cycle began, brought up to date by every commit. */
  cursor: Record<string, unknown>;
  /** A person asked: every sweep now. */
  thorough: boolean;
  /** A person said that the records which vanished are to go. */
  allowDeletions: boolean;
  /** The source was put back to an older state by a restore. */
  replaced: boolean;
  db: Queryable;
  clock: Clock;
  signal: AbortSignal;
  commit: (page: Page) => Promise<Applied>;
}

export interface SourceDefinition {
  kind: "mlflow" | "postgres";
  /** The address as it is kept, without credentials, and the credentials found in it. Throws SourceFault. */
  parseUrl: (url: string) => { url: string; user: string | null; password: string | null };
  /** Tries the connection step by step; never throws for what the source does. */
  test: (address: SourceAddress, signal: AbortSignal) => Promise<TestStep[]>;
  /** One pass over everything that is due. Throws SourceFault, HttpFault or FenceLost. */
  sync: (session: SyncSession) => Promise<void>;
}

export const defineSource = (definition: SourceDefinition): SourceDefinition => definition;
