"use client";

import { HostileText } from "@/components/ui/hostile-text";
import { MarkedWord, type MarkShape } from "@/components/ui/mark";
import type { SourceItem } from "./queries";

const faces: Record<SourceItem["status"], { shape: MarkShape; tone: string; word: string; quiet: boolean }> = {
  new: { shape: "ring", tone: "text-ink-3", word: "Not read yet", quiet: true },
  syncing: { shape: "dashed-ring", tone: "text-ink-2", word: "First sync", quiet: true },
  ok: { shape: "disc", tone: "text-healthy", word: "Reads", quiet: true },
  failing: { shape: "cross", tone: "text-down", word: "Fails", quiet: false },
  paused: { shape: "bars", tone: "text-paused", word: "Paused", quiet: true },
};

export function SourceMark({ status }: { status: SourceItem["status"] }) {
  return <MarkedWord {...faces[status]} />;
}

/** How far a source was read, or what is wrong with it. */
export function SourceWords({ source }: { source: SourceItem }) {
  if (source.lastError !== null) return <HostileText text={source.lastError} limit={300} />;
  if (source.lagSeconds === null) return "nothing read yet";
  return `${Math.round(source.lagSeconds)} s behind, ${source.rowsSeen.toLocaleString("en")} records`;
}
