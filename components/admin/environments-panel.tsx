"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { HostileText } from "@/components/ui/hostile-text";
import { PageHead } from "@/components/ui/page-head";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import type { contract } from "@/server/system/contract";
import { FormDialog, type FormField, type FormValues } from "./form-dialog";
import { type EnvironmentItem, environmentsQuery } from "./queries";
import { useDeed } from "./use-deed";

const columns: readonly Column[] = [
  { key: "name", label: "Name" },
  { key: "tier", label: "Tier", width: 140 },
  { key: "zone", label: "Time zone", width: 200 },
  { key: "protected", label: "Protected", width: 110 },
  { key: "change", label: <span className="sr-only">Change</span>, width: 100, align: "right" },
];

const tiers = ["development", "staging", "production"] as const;
const tierOf = (value: string) => tiers.find((tier) => tier === value) ?? "development";

function fieldsOf(environment: EnvironmentItem | null): FormField[] {
  return [
    { name: "name", label: "Name", initial: environment?.name ?? "", most: 64 },
    {
      name: "tier",
      label: "Tier",
      kind: "choice",
      choices: tiers.map((value) => ({ value, label: value })),
      initial: environment?.tier ?? "development",
    },
    {
      name: "zone",
      label: "Time zone",
      hint: "An IANA name; its days and periods are cut there",
      initial: environment?.zone ?? "UTC",
      most: 64,
    },
    {
      name: "protected",
      label: "Protected: marked wherever it is named",
      kind: "tick",
      initial: environment?.protected ? "yes" : "",
    },
  ];
}

function bodyOf({ name = "", tier = "", zone = "", ...rest }: FormValues) {
  return { name, tier: tierOf(tier), zone, protected: rest.protected === "yes" };
}

function EnvironmentForm({ environment, onClose }: { environment: EnvironmentItem | null; onClose: () => void }) {
  const { refresh } = useDeed(operations.listEnvironments);
  const submit = async (values: FormValues) => {
    const body = bodyOf(values);
    await (environment
      ? call<typeof contract.updateEnvironment>(operations.updateEnvironment, { params: { id: environment.id }, body })
      : call<typeof contract.createEnvironment>(operations.createEnvironment, { body }));
    await refresh();
    onClose();
  };
  return (
    <FormDialog
      title={environment ? `Change ${environment.name}` : "Add an environment"}
      deed={environment ? "Change environment" : "Add environment"}
      fields={fieldsOf(environment)}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}

/** Labels over agents, sources and checklists, each with its zone. */
export function EnvironmentsPanel({ mayChange }: { mayChange: boolean }) {
  const environments = useQuery(environmentsQuery());
  const [open, setOpen] = useState<{ environment: EnvironmentItem | null } | null>(null);
  const items = environments.data?.items ?? [];
  return (
    <>
      <PageHead
        title="Environments"
        verdict="An environment groups agents, sources and checklists. A new one also appears when an agent token or a source names it."
        actions={
          mayChange ? (
            <Button variant="primary" onClick={() => setOpen({ environment: null })}>
              Add environment
            </Button>
          ) : null
        }
      />
      <PanelBody state={panelState(environments)}>
        <Table label="Environments" columns={columns}>
          <tbody>
            {items.map((environment) => (
              <Row key={environment.id}>
                <Cell place="title" className="font-medium">
                  <HostileText text={environment.name} limit={64} />
                </Cell>
                <Cell place="note">{environment.tier}</Cell>
                <Cell place="age">{environment.zone}</Cell>
                <Cell className="text-ink-2">{environment.protected ? "protected" : "no"}</Cell>
                <Cell align="right" place="deed">
                  {mayChange ? (
                    <Button
                      size="small"
                      onClick={() => setOpen({ environment })}
                      aria-label={`Change ${environment.name}`}
                    >
                      Change
                    </Button>
                  ) : null}
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </PanelBody>
      {open ? <EnvironmentForm environment={open.environment} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
