import type { ReactNode } from "react";
import { formatAge } from "@/components/ui/format-duration";
import { HostileText } from "@/components/ui/hostile-text";
import { MarkedWord, type MarkShape } from "@/components/ui/mark";
import { Section } from "@/components/ui/section";
import { StatusMark } from "@/components/ui/status-mark";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Instant, Time } from "@/components/ui/time";
import type { AgentDetail } from "./queries";

const columns: readonly Column[] = [
  { key: "witness", label: "Witness", width: 112 },
  { key: "says", label: "Says", width: 124 },
  { key: "last", label: "Last heard", width: 196 },
  { key: "saw", label: "What it saw" },
  { key: "next", label: "Looks", width: 168, align: "right" },
];

type Witness = AgentDetail["heartbeat"];

const faces: Record<Witness["state"], { shape: MarkShape; word: string; tone: string; quiet: boolean }> = {
  ok: { shape: "disc", word: "Ok", tone: "text-healthy", quiet: true },
  bad: { shape: "cross", word: "Bad", tone: "text-down", quiet: false },
  blind: { shape: "diamond", word: "Cannot see", tone: "text-unknown", quiet: false },
  absent: { shape: "dash", word: "Absent", tone: "text-ink-3", quiet: true },
};

function WitnessRow({
  name,
  says,
  last,
  saw,
  looks,
}: {
  name: string;
  says: ReactNode;
  last: string | null;
  saw: ReactNode;
  looks: ReactNode;
}) {
  return (
    <Row>
      <Cell place="title" className="font-medium">
        {name}
      </Cell>
      <Cell place="mark">{says}</Cell>
      <Cell place="value">
        {last === null ? (
          <span className="text-ink-3">never</span>
        ) : (
          <>
            <Instant at={last} />{" "}
            <span className="ml-1 text-ink-3 max-desk:hidden">
              <Time at={last} />
            </span>
          </>
        )}
      </Cell>
      <Cell place="note" className="text-ink-2">
        {saw}
      </Cell>
      <Cell align="right" className="text-ink-3">
        {looks}
      </Cell>
    </Row>
  );
}

/** Heartbeat and probe as two witnesses, and what follows from them. */
export function WitnessTable({ agent }: { agent: AgentDetail }) {
  const { probeSettings } = agent;
  return (
    <Section title="What do the two witnesses say?" answer="any ok and none bad is healthy" flush>
      <Table label="Witnesses" columns={columns}>
        <tbody>
          <WitnessRow
            name="Heartbeat"
            says={<MarkedWord {...faces[agent.heartbeat.state]} />}
            last={agent.lastHeartbeatAt}
            saw={<HostileText text={agent.heartbeat.reason || "it does not report"} limit={300} />}
            looks={`good for ${formatAge(agent.ttlSeconds * 1000)}`}
          />
          <WitnessRow
            name="Probe"
            says={<MarkedWord {...faces[agent.probe.state]} />}
            last={agent.lastProbe?.at ?? null}
            saw={
              <>
                <span className="font-mono text-small">GET {probeSettings.path}</span>{" "}
                <HostileText text={agent.probe.reason || "not looked at yet"} limit={300} />
              </>
            }
            looks={probeSettings.enabled ? `every ${formatAge(probeSettings.intervalMs)}` : "switched off"}
          />
          <WitnessRow
            name="Verdict"
            says={<StatusMark status={agent.status} />}
            last={agent.since}
            saw={<HostileText text={agent.statusReason || "no reason was kept"} limit={300} />}
            looks={agent.flappingUntil === null ? null : "flapping"}
          />
        </tbody>
      </Table>
    </Section>
  );
}
