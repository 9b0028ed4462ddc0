import type { RecordKind, SourceRecord } from "@/server/runs/facts/record";

/** The source as its sync holds it; `epoch` is the fence of every transaction it makes. */
export interface FencedSource {
  id: string;
  environmentId: string;
  owner: string;
  epoch: bigint;
  /** It was never read to its end yet. */
  firstReading: boolean;
}

export interface RecordKey {
  kind: RecordKind;
  externalId: string;
}

/** What one read brought: committed whole or not at all. */
export interface Page {
  /** Which loop read it, for the log. */
  loop: string;
  records: readonly SourceRecord[];
  /** Not found where they should be, for the first time: asked for again later. */
  missing?: readonly RecordKey[];
  /** Certainly gone from the source. */
  gone?: readonly RecordKey[];
  /** Merged into the source's cursor. */
  cursor?: Record<string, unknown>;
  /** Why figures of closed days changed, where the page knows better than the records. */
  cause?: "restored";
}

export const leaseOf = (sourceId: string) => `source:${sourceId}`;
