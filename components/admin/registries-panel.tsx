"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { HostileText } from "@/components/ui/hostile-text";
import { MarkedWord, type MarkShape } from "@/components/ui/mark";
import { Menu } from "@/components/ui/menu";
import { PageHead } from "@/components/ui/page-head";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Since } from "@/components/ui/time";
import { tellDone, tellFailed } from "@/components/ui/toast";
import type { contract } from "@/server/agents/contract";
import { type RegistryItem, registriesQuery } from "./queries";
import { AddMirror, ChangeMirror, EndMirror } from "./registry-forms";
import { registryWords } from "./registry-words";
import { useDeed } from "./use-deed";

const columns: readonly Column[] = [
  { key: "state", label: "State", width: 130 },
  { key: "name", label: "Way in", width: 190 },
  { key: "environment", label: "Environment", width: 120 },
  { key: "words", label: "What it is" },
  { key: "agents", label: "Agents", width: 80, align: "right" },
  { key: "ok", label: "Last read", width: 100, align: "right" },
  { key: "menu", label: <span className="sr-only">Deeds</span>, width: 48 },
];

const faces: Record<RegistryItem["status"], { shape: MarkShape; tone: string; word: string; quiet: boolean }> = {
  ok: { shape: "disc", tone: "text-healthy", word: "Answers", quiet: true },
  away: { shape: "cross", tone: "text-down", word: "Away", quiet: false },
  new: { shape: "ring", tone: "text-ink-3", word: "Not read yet", quiet: true },
  off: { shape: "bars", tone: "text-paused", word: "Paused", quiet: true },
};

/** Whether our own registry listens is told by Connect; here it is only a way in. */
const BUILT_IN = { shape: "ring" as const, tone: "text-ink-3", word: "Built in", quiet: true };

type Open = { kind: "add" } | { kind: "change" | "end"; mirror: RegistryItem } | null;

function useMirrorDeeds(mirror: RegistryItem) {
  const deed = useDeed(operations.listRegistries);
  const enable = (enabled: boolean) =>
    deed.run(
      () =>
        call<typeof contract.updateRegistry>(operations.updateRegistry, {
          params: { id: mirror.id },
          body: { enabled },
        }),
      enabled ? "It is read again" : "It is not read any more; its agents become unknown",
      "The mirror was not changed",
    );
  const test = async () => {
    try {
      const look = await call<typeof contract.testRegistry>(operations.testRegistry, {
        body: { registryId: mirror.id },
      });
      if (look.ok) tellDone(`${mirror.name} ${look.detail}`);
      else tellFailed(`${mirror.name} cannot be read`, new Error(look.detail));
    } catch (error) {
      tellFailed("The test did not run", error);
    }
  };
  return { enable, test };
}

function MirrorMenu({ mirror, onOpen }: { mirror: RegistryItem; onOpen: (open: Open) => void }) {
  const { enable, test } = useMirrorDeeds(mirror);
  return (
    <Menu
      label={`Deeds for ${mirror.name}`}
      items={[
        { label: "Test it", onSelect: () => void test() },
        { label: "Change it", onSelect: () => onOpen({ kind: "change", mirror }) },
        { label: mirror.enabled ? "Pause it" : "Resume it", onSelect: () => void enable(!mirror.enabled) },
        { label: "End the mirror", danger: true, onSelect: () => onOpen({ kind: "end", mirror }) },
      ]}
    />
  );
}

function RegistryRow({
  registry,
  mayChange,
  onOpen,
}: {
  registry: RegistryItem;
  mayChange: boolean;
  onOpen: (open: Open) => void;
}) {
  return (
    <Row>
      <Cell place="mark">
        <MarkedWord {...(registry.kind === "mirror" ? faces[registry.status] : BUILT_IN)} />
      </Cell>
      <Cell place="title" className="font-medium">
        <HostileText text={registry.name} limit={120} />
      </Cell>
      <Cell>{registry.environment === null ? "" : <HostileText text={registry.environment} limit={64} />}</Cell>
      <Cell place="note" className={registry.lastError === null ? "text-ink-2" : "text-down"}>
        <HostileText text={registryWords(registry)} limit={300} />
      </Cell>
      <Cell align="right" place="value">
        {registry.agents.toLocaleString("en")}
      </Cell>
      <Cell align="right" place="age">
        {registry.lastOkAt === null ? null : <Since at={registry.lastOkAt} />}
      </Cell>
      <Cell place="deed">
        {mayChange && registry.kind === "mirror" ? <MirrorMenu mirror={registry} onOpen={onOpen} /> : null}
      </Cell>
    </Row>
  );
}

function verdictOf(items: readonly RegistryItem[]): string {
  const mirrors = items.filter(({ kind }) => kind === "mirror");
  const away = mirrors.filter(({ status }) => status === "away");
  if (mirrors.length === 0) return "No other registry is mirrored.";
  if (away.length === 0) return mirrors.length === 1 ? "The mirror answers." : `All ${mirrors.length} mirrors answer.`;
  return `${away.map(({ name }) => name).join(", ")} cannot be read; nothing is concluded about the agents there.`;
}

/** The ways by which agents come in: Muster's own registry, mirrors of others, by hand. */
export function RegistriesPanel({ mayChange }: { mayChange: boolean }) {
  const registries = useQuery(registriesQuery());
  const [open, setOpen] = useState<Open>(null);
  const items = registries.data?.items ?? [];
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        title="Registries"
        verdict={
          registries.data ? (
            <>
              <b>{verdictOf(items)}</b> An existing registry is read by its address; its agents need no change.
            </>
          ) : null
        }
        actions={
          mayChange ? (
            <>
              <Button href="/agents?add=1">Add agent by address</Button>
              <Button variant="primary" onClick={() => setOpen({ kind: "add" })}>
                Mirror a registry
              </Button>
            </>
          ) : null
        }
      />
      <PanelBody state={panelState(registries)}>
        <Table label="Registries" columns={columns}>
          <tbody>
            {items.map((registry) => (
              <RegistryRow key={registry.id} registry={registry} mayChange={mayChange} onOpen={setOpen} />
            ))}
          </tbody>
        </Table>
      </PanelBody>
      <p className="px-gutter py-3 text-small text-ink-2">
        Where agents register at Muster itself stands under <Link href="/settings/connect">Connect</Link>.
      </p>
      {open?.kind === "add" ? <AddMirror onClose={close} /> : null}
      {open?.kind === "change" ? <ChangeMirror mirror={open.mirror} onClose={close} /> : null}
      {open?.kind === "end" ? <EndMirror mirror={open.mirror} onClose={close} /> : null}
    </>
  );
}
