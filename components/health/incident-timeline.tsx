import { Hand, MessageSquare } from "lucide-react";
import type { ReactNode } from "react";
import { HostileText } from "@/components/ui/hostile-text";
import { Mark, type MarkShape } from "@/components/ui/mark";
import { Instant } from "@/components/ui/time";
import type { IncidentItem } from "./queries";

const marks: Readonly<Record<string, { shape: MarkShape; tone: string }>> = {
  opened: { shape: "cross", tone: "text-down" },
  escalated: { shape: "cross", tone: "text-down" },
  closed: { shape: "disc-tick", tone: "text-healthy" },
  muted: { shape: "bars", tone: "text-paused" },
  unmuted: { shape: "ring", tone: "text-ink-3" },
};

const titles: Readonly<Record<string, string>> = {
  opened: "Opened.",
  escalated: "Now critical.",
  closed: "Closed.",
  muted: "Muted.",
  unmuted: "No longer muted.",
  acknowledged: "Acknowledged.",
};

function Sign({ kind }: { kind: string }): ReactNode {
  if (kind === "acknowledged") return <Hand aria-hidden="true" className="size-3.5 text-ink-2" />;
  if (kind === "comment") return <MessageSquare aria-hidden="true" className="size-3.5 text-ink-2" />;
  const { shape, tone } = marks[kind] ?? { shape: "dot" as const, tone: "text-ink-3" };
  return (
    <span className={tone}>
      <Mark shape={shape} />
    </span>
  );
}

/** What happened, in its order, in the words kept with it. */
export function IncidentTimeline({ incident }: { incident: IncidentItem }) {
  return (
    <ol className="grid gap-2.5">
      {incident.timeline.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the timeline only grows at its end
        <li key={index} className="grid grid-cols-[14px_auto_minmax(0,1fr)] gap-x-3">
          <span className="pt-[3px]">
            <Sign kind={event.kind} />
          </span>
          <span className="text-ink-3">
            <Instant at={event.at} />
          </span>
          <span className="text-ink-2">
            {titles[event.kind] ? <b className="mr-1 font-medium text-ink-1">{titles[event.kind]}</b> : null}
            <span className="whitespace-pre-line">
              <HostileText text={event.text} limit={4000} />
            </span>
            {event.actor ? (
              <span className="ml-1.5 text-ink-3">
                <HostileText text={event.actor} limit={120} />
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
