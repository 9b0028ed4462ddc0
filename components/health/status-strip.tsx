"use client";

import { formatInstant } from "@/components/ui/format-relative";
import { Skyline } from "@/components/ui/skyline";
import type { StatusSpan } from "@/components/ui/skyline-shape";
import { useZone } from "@/components/ui/time-context";

/** Status over time across the whole width, with four instants under it. */
export function StatusStrip({ spans, from, to }: { spans: readonly StatusSpan[]; from: string; to: string }) {
  const zone = useZone();
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const marks = [0, 1 / 3, 2 / 3, 1].map((share) => fromMs + (toMs - fromMs) * share);
  return (
    <div>
      <Skyline spans={spans} from={from} to={to} width={848} height={28} stretch />
      <p className="mt-1 flex justify-between text-small text-ink-3">
        {marks.map((at, index) => (
          <span key={at} className={index === 1 || index === 2 ? "max-desk:hidden" : undefined}>
            {formatInstant(at, zone, toMs)}
          </span>
        ))}
      </p>
    </div>
  );
}
