import { HostileText, harmless } from "@/components/ui/hostile-text";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { AgentDetail } from "./queries";

const MOST = 12;
const SHORT = 48;

/** A value short enough for a line, the whole of it on hover. */
function Value({ text }: { text: string | null }) {
  if (text === null) return <span className="text-ink-3">nothing</span>;
  return (
    <span data-tip={text.length > SHORT ? harmless(text, 1000) : undefined}>
      <HostileText text={text} limit={SHORT} />
    </span>
  );
}

/** What changed about the agent, newest first: before, after, and where the change came from. */
export function AgentChanges({ changes }: { changes: AgentDetail["changes"] }) {
  return (
    <Section title="What changed">
      {changes.length === 0 ? (
        <p className="text-small text-ink-3">Nothing since it was first seen.</p>
      ) : (
        <ul className="grid gap-2 text-small">
          {changes.slice(0, MOST).map((change) => (
            <li key={`${change.at}${change.field}`} className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-2">
              <span className="text-ink-3">
                <Time at={change.at} />
              </span>
              <span className="text-ink-2">
                <b className="font-medium text-ink-1">
                  <HostileText text={change.field} limit={60} />
                </b>{" "}
                <Value text={change.before} /> → <Value text={change.after} />
                {change.seenFrom ? (
                  <span className="text-ink-3">
                    {" "}
                    from <HostileText text={change.seenFrom} limit={60} />
                  </span>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
