import { formatUsd } from "@/components/ui/format-money";
import { HostileText } from "@/components/ui/hostile-text";
import { Section } from "@/components/ui/section";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Usage } from "./queries";

const MOST = 10;

const columns: readonly Column[] = [
  { key: "day", label: "Day", width: 110 },
  { key: "workflow", label: "Workflow", width: 200 },
  { key: "cause", label: "Cause" },
  { key: "figure", label: "Figure", width: 80 },
  { key: "before", label: "Was", width: 100, align: "right" },
  { key: "after", label: "Is", width: 100, align: "right" },
  { key: "at", label: "Changed", width: 110, align: "right" },
];

const written = (figure: "runs" | "cost", value: string) => (figure === "cost" ? formatUsd(value) : `${Number(value)}`);

/** Closed days whose figures changed afterwards, and why. */
export function Restated({ restatements }: Pick<Usage, "restatements">) {
  return (
    <Section title="What changed in closed days?" answer="newest first" flush>
      <Table label="Changes in closed days" columns={columns}>
        <tbody>
          {restatements.slice(0, MOST).map(({ at, day, workflow, figure, before, after, cause }) => (
            <Row key={`${at} ${day} ${workflow} ${figure}`}>
              <Cell>{day}</Cell>
              <Cell place="title">
                <HostileText text={workflow} limit={120} />
              </Cell>
              <Cell place="note" className="text-ink-2">
                {cause}
              </Cell>
              <Cell>{figure}</Cell>
              <Cell align="right">{written(figure, before)}</Cell>
              <Cell align="right" place="value">
                {written(figure, after)}
              </Cell>
              <Cell align="right" place="age">
                <Time at={at} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
