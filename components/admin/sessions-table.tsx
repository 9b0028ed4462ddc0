"use client";

import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { HostileText } from "@/components/ui/hostile-text";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Instant, Since } from "@/components/ui/time";
import type { contract } from "@/server/auth/contract";
import type { SessionItem } from "./queries";
import { useDeed } from "./use-deed";

const columns: readonly Column[] = [
  { key: "device", label: "Browser" },
  { key: "ip", label: "Address", width: 160 },
  { key: "opened", label: "Signed in", width: 120, align: "right" },
  { key: "ends", label: "Ends", width: 150, align: "right" },
  { key: "end", label: <span className="sr-only">End</span>, width: 120, align: "right" },
];

/** Where somebody is signed in. With `mayEnd`, for one's own: any but the present one can be ended. */
export function SessionsTable({ sessions, mayEnd = false }: { sessions: readonly SessionItem[]; mayEnd?: boolean }) {
  const deed = useDeed(operations.listMySessions);
  const end = (id: string) => () =>
    call<typeof contract.revokeMySession>(operations.revokeMySession, { params: { id } });
  return (
    <Table label="Sessions" columns={columns}>
      <tbody>
        {sessions.map((session) => (
          <Row key={session.id}>
            <Cell place="title">
              <HostileText text={session.userAgent ?? "unknown browser"} limit={160} />
            </Cell>
            <Cell place="note" className="font-mono text-small">
              {session.ip ?? "unknown"}
            </Cell>
            <Cell align="right" place="age">
              <Since at={session.createdAt} />
            </Cell>
            <Cell align="right">
              <Instant at={session.expiresAt} />
            </Cell>
            <Cell align="right" place="deed">
              {session.current ? (
                <span className="text-ink-3">this one</span>
              ) : mayEnd ? (
                <Button
                  size="small"
                  onClick={() => void deed.run(end(session.id), "The session is ended", "The session was not ended")}
                >
                  End session
                </Button>
              ) : null}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
