"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { useEnvironment } from "@/components/shell/environment";
import { allows, type Role } from "@/components/shell/nav";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Empty } from "@/components/ui/empty";
import { HostileText } from "@/components/ui/hostile-text";
import { Menu } from "@/components/ui/menu";
import { PageHead } from "@/components/ui/page-head";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Since } from "@/components/ui/time";
import { tellDone, tellFailed } from "@/components/ui/toast";
import type { contract } from "@/server/runs/contract";
import { type SourceItem, sourcesQuery, type TestResult } from "./queries";
import { SourceEdit } from "./source-edit";
import { SourceForm, type SourceKind } from "./source-form";
import { SourceMark, SourceWords } from "./source-state";
import { TestSteps } from "./test-steps";

const columns: readonly Column[] = [
  { key: "state", label: "State", width: 120 },
  { key: "name", label: "Source", width: 190 },
  { key: "kind", label: "Kind", width: 90 },
  { key: "environment", label: "Environment", width: 120 },
  { key: "words", label: "Read so far" },
  { key: "ok", label: "Last read", width: 100, align: "right" },
  { key: "menu", label: <span className="sr-only">Deeds</span>, width: 48 },
];

type Open = { add: SourceKind } | { edit: SourceItem } | { tested: SourceItem; result: TestResult } | null;

function useSourceDeeds(onOpen: (open: Open) => void) {
  const client = useQueryClient();
  const run = async (deed: () => Promise<unknown>, done: string | null, failed: string) => {
    try {
      await deed();
      if (done !== null) tellDone(done);
    } catch (error) {
      tellFailed(failed, error);
    }
    await client.invalidateQueries({ queryKey: [operations.listSources.id] });
  };
  const params = (source: SourceItem) => ({ params: { id: source.id } });
  return {
    sync: (source: SourceItem) =>
      run(
        () => call<typeof contract.syncSource>(operations.syncSource, { ...params(source), body: {} }),
        "It is read again from the beginning",
        "It was not asked to read again",
      ),
    enable: (source: SourceItem, enabled: boolean) =>
      run(
        () => call<typeof contract.updateSource>(operations.updateSource, { ...params(source), body: { enabled } }),
        enabled ? "It is read again" : "It is paused; its figures stay",
        "It was not changed",
      ),
    test: (source: SourceItem) =>
      run(
        async () =>
          onOpen({
            tested: source,
            result: await call<typeof contract.testSource>(operations.testSource, params(source)),
          }),
        null,
        "The test did not run",
      ),
  };
}

function SourceRow({ source, role, onOpen }: { source: SourceItem; role: Role; onOpen: (open: Open) => void }) {
  const deeds = useSourceDeeds(onOpen);
  const admin = role === "admin";
  const items = [
    { label: "Read it again from the beginning", onSelect: () => void deeds.sync(source) },
    ...(admin
      ? [
          { label: "Test it", onSelect: () => void deeds.test(source) },
          { label: "Change it", onSelect: () => onOpen({ edit: source }) },
          {
            label: source.enabled ? "Pause it" : "Resume it",
            onSelect: () => void deeds.enable(source, !source.enabled),
          },
        ]
      : []),
  ];
  return (
    <Row>
      <Cell place="mark">
        <SourceMark status={source.status} />
      </Cell>
      <Cell place="title" className="font-medium">
        <HostileText text={source.name} limit={100} />
      </Cell>
      <Cell>{source.kind}</Cell>
      <Cell>
        <HostileText text={source.environment} limit={64} />
      </Cell>
      <Cell place="note" className={source.lastError === null ? "text-ink-2" : "text-down"}>
        <SourceWords source={source} />
      </Cell>
      <Cell align="right" place="age">
        {source.lastOkAt === null ? <span className="text-ink-3">never</span> : <Since at={source.lastOkAt} />}
      </Cell>
      <Cell place="deed">
        {allows(role, "operator") ? <Menu label={`Deeds for ${source.name}`} items={items} /> : null}
      </Cell>
    </Row>
  );
}

function sourcesVerdict(items: readonly SourceItem[]): string {
  const failing = items.filter(({ status }) => status === "failing");
  if (items.length === 0) return "Nothing is read yet: no run, no cost, no duration is known.";
  if (failing.length === 0)
    return `${items.length === 1 ? "The one source is" : `All ${items.length} sources are`} read without a fault.`;
  return `${failing.map(({ name }) => name).join(", ")} ${failing.length === 1 ? "fails" : "fail"}; figures stand still since then.`;
}

/** Where figures come from, and how far each was read. */
export function SourcesPage({ role }: { role: Role }) {
  const sources = useQuery(sourcesQuery());
  const environment = useEnvironment() ?? "default";
  const [open, setOpen] = useState<Open>(null);
  const deeds = useSourceDeeds(setOpen);
  const items = sources.data?.items ?? [];
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        title="Sources"
        verdict={sources.data ? <b>{sourcesVerdict(items)}</b> : null}
        actions={
          role === "admin" ? (
            <>
              <Button onClick={() => setOpen({ add: "mlflow" })}>Add MLflow</Button>
              <Button onClick={() => setOpen({ add: "postgres" })}>Add workflow database</Button>
            </>
          ) : null
        }
      />
      <PanelBody state={panelState(sources)}>
        {items.length > 0 ? (
          <Table label="Sources" columns={columns}>
            <tbody>
              {items.map((source) => (
                <SourceRow key={source.id} source={source} role={role} onOpen={setOpen} />
              ))}
            </tbody>
          </Table>
        ) : (
          <div className="px-gutter">
            <Empty
              kind="not-connected"
              title="No source is connected."
              detail="Add an MLflow server or a workflow database; an admin may."
            />
          </div>
        )}
      </PanelBody>
      {open !== null && "add" in open ? (
        <Dialog
          title={open.add === "mlflow" ? "Add an MLflow server" : "Add a workflow database"}
          onClose={close}
          width={640}
        >
          <SourceForm kind={open.add} environment={environment} onSaved={close} />
        </Dialog>
      ) : null}
      {open !== null && "edit" in open ? (
        <Dialog title={`Change ${open.edit.name}`} onClose={close} width={640}>
          <SourceEdit source={open.edit} onSaved={(changed) => void deeds.test(changed)} />
        </Dialog>
      ) : null}
      {open !== null && "tested" in open ? (
        <Dialog title={`Test of ${open.tested.name}`} onClose={close} width={560}>
          <TestSteps result={open.result} />
        </Dialog>
      ) : null}
    </>
  );
}
