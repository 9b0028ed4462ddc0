import { Duration } from "@/components/ui/duration";
import { HostileText } from "@/components/ui/hostile-text";
import { Money } from "@/components/ui/money";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Instant } from "@/components/ui/time";
import { OutsideLink } from "./outside-link";
import type { RunDetail } from "./queries";

const columns: readonly Column[] = [
  { key: "kind", label: "Record", width: 90 },
  { key: "id", label: "Id" },
  { key: "status", label: "Status", width: 130 },
  { key: "started", label: "Started", width: 130 },
  { key: "took", label: "Took", width: 90, align: "right" },
  { key: "cost", label: "Cost", width: 100, align: "right" },
  { key: "link", label: <span className="sr-only">Link</span>, width: 110 },
];

/** What the source holds of one execution: its run and its traces, or its row. */
export function RunRecords({ records }: { records: RunDetail["records"] }) {
  return (
    <Table label="Records" columns={columns}>
      <tbody>
        {records.map((record) => (
          <Row key={`${record.kind} ${record.externalId}`}>
            <Cell place="title" className="font-medium">
              {record.kind}
            </Cell>
            <Cell place="note" className="font-mono text-small text-ink-2">
              <HostileText text={record.externalId} limit={80} />
            </Cell>
            <Cell className="text-ink-2">
              <HostileText text={record.goneAt === null ? record.status : "gone from the source"} limit={60} />
            </Cell>
            <Cell>{record.startedAt === null ? null : <Instant at={record.startedAt} />}</Cell>
            <Cell align="right" place="age">
              <Duration ms={record.durationMs} absent="unknown" />
            </Cell>
            <Cell align="right" place="value">
              <Money usd={record.costUsd} />
            </Cell>
            <Cell>
              <OutsideLink link={record.link} words="in MLflow" />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
