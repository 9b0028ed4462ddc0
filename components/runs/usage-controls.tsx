"use client";

import { RemovableChip } from "@/components/ui/chip";
import { harmless } from "@/components/ui/hostile-text";
import { Segmented } from "@/components/ui/segmented";
import { ValueFilter } from "@/components/ui/value-filter";
import type { Usage } from "./queries";
import { GROUP_WORDS, GROUPS, type Group, type Interval, offeredIntervals } from "./usage-params";

const INTERVAL_WORDS: Record<Exclude<Interval, "auto">, string> = {
  "15min": "15 min",
  hour: "Hour",
  day: "Day",
  week: "Week",
  month: "Month",
};

/** What a chart is cut by; scrolls in itself where a phone has no room. */
export function GroupChoice({ by, onChange }: { by: Group; onChange: (by: Group) => void }) {
  return (
    <div className="max-w-full overflow-x-auto [scrollbar-width:none]">
      <Segmented
        label="Cut by"
        value={by}
        onChange={onChange}
        options={GROUPS.map((value) => ({ value, label: GROUP_WORDS[value] }))}
      />
    </div>
  );
}

/** How long a bucket is; only what the range leaves readable is offered. */
export function IntervalChoice({
  usage,
  onChange,
}: {
  usage: Usage | undefined;
  onChange: (interval: Interval) => void;
}) {
  if (!usage) return null;
  const offered = offeredIntervals(usage, usage.interval);
  return offered.length < 2 ? null : (
    <Segmented
      label="Interval"
      value={usage.interval}
      onChange={onChange}
      options={offered.map((value) => ({ value, label: INTERVAL_WORDS[value] }))}
    />
  );
}

/** Narrows a page of figures to one workflow. */
export function WorkflowFilter({
  workflow,
  known,
  onChange,
}: {
  workflow: string | null;
  known: readonly string[];
  onChange: (workflow: string | null) => void;
}) {
  return workflow === null ? (
    <ValueFilter field="Workflow" known={known} onPick={onChange} />
  ) : (
    <RemovableChip field="Workflow" value={harmless(workflow, 60)} onRemove={() => onChange(null)} />
  );
}
