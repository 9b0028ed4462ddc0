import { Duration } from "@/components/ui/duration";
import { formatCount } from "@/components/ui/format-count";
import { HostileText } from "@/components/ui/hostile-text";
import { Money } from "@/components/ui/money";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import type { RunDetail } from "./queries";

const number = (key: string, label: string, width: number): Column => ({ key, label, width, align: "right" });

const modelColumns: readonly Column[] = [
  { key: "model", label: "Model" },
  { key: "provider", label: "Provider", width: 150 },
  number("calls", "Calls", 70),
  number("in", "Tokens in", 100),
  number("out", "Tokens out", 100),
  number("cost", "Cost", 100),
];

const known = (count: number | null) =>
  count === null ? <span className="text-ink-3">unknown</span> : formatCount(count);

export function ModelUsage({ usage }: { usage: RunDetail["modelUsage"] }) {
  if (usage.length === 0) return <p className="px-gutter pb-3 text-ink-3">The source attributes nothing to a model.</p>;
  return (
    <Table label="Models" columns={modelColumns}>
      <tbody>
        {usage.map((one) => (
          <Row key={`${one.provider} ${one.model}`}>
            <Cell place="title" className="font-medium">
              <HostileText text={one.model} limit={120} />
            </Cell>
            <Cell place="note">
              <HostileText text={one.provider} limit={80} />
            </Cell>
            <Cell align="right">{formatCount(one.calls)}</Cell>
            <Cell align="right">{known(one.inputTokens)}</Cell>
            <Cell align="right" place="age">
              {known(one.outputTokens)}
            </Cell>
            <Cell align="right" place="value">
              <Money usd={one.costUsd} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const nodeColumns: readonly Column[] = [
  { key: "node", label: "Node", width: 200 },
  { key: "status", label: "Status", width: 110 },
  { key: "model", label: "Model or error" },
  number("took", "Took", 90),
  number("tokens", "Tokens", 90),
  number("cost", "Cost", 100),
];

export function NodeStates({ nodes }: { nodes: RunDetail["nodeStates"] }) {
  return (
    <Table label="Nodes" columns={nodeColumns}>
      <tbody>
        {nodes.map((node, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a node may end more than once and has no other name; the list never changes order
          <Row key={at}>
            <Cell place="title" className="font-medium">
              <HostileText text={node.nodeId ?? "unnamed"} limit={120} />
            </Cell>
            <Cell className={node.error === null ? "text-ink-2" : "text-down"}>
              <HostileText text={node.status ?? "unknown"} limit={40} />
            </Cell>
            <Cell place="note">
              <HostileText text={node.error ?? node.model ?? ""} limit={200} />
            </Cell>
            <Cell align="right" place="age">
              <Duration ms={node.durationMs} absent="unknown" />
            </Cell>
            <Cell align="right">
              {known(
                node.inputTokens === null && node.outputTokens === null
                  ? null
                  : (node.inputTokens ?? 0) + (node.outputTokens ?? 0),
              )}
            </Cell>
            <Cell align="right" place="value">
              <Money usd={node.costUsd} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
