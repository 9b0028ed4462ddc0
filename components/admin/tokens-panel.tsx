"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { ConfirmDanger } from "@/components/ui/confirm-danger";
import { Empty } from "@/components/ui/empty";
import { HostileText } from "@/components/ui/hostile-text";
import { PageHead } from "@/components/ui/page-head";
import { Pager } from "@/components/ui/pager";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Instant, Since } from "@/components/ui/time";
import { tellDone } from "@/components/ui/toast";
import type { contract } from "@/server/auth/contract";
import { FormDialog, type FormField, type FormValues } from "./form-dialog";
import { type TokenItem, tokenPages } from "./queries";
import { ROLES, roleOf } from "./roles";
import { ShownOnce } from "./shown-once";
import { useDeed } from "./use-deed";

const columns: readonly Column[] = [
  { key: "name", label: "Name", width: 200 },
  { key: "opens", label: "Opens" },
  { key: "prefix", label: "Begins with", width: 170 },
  { key: "by", label: "Made by", width: 140 },
  { key: "age", label: "Made", width: 90, align: "right" },
  { key: "used", label: "Last used", width: 100, align: "right" },
  { key: "ends", label: "Ends", width: 130, align: "right" },
  { key: "revoke", label: <span className="sr-only">Revoke</span>, width: 100, align: "right" },
];

type Open = "api" | "agent" | { token: string; kind: "api" | "agent" } | { revoke: TokenItem } | null;

function opens(token: TokenItem): string {
  if (token.kind === "api") return `the API, as ${token.role}`;
  const limit = token.maxAgents === null ? "" : `, ${token.maxAgents} agents`;
  const networks = token.networks.length > 0 ? `, from ${token.networks.join(", ")}` : "";
  return `the registry, ${token.environment}${limit}${networks}`;
}

function TokenRow({ token, onRevoke }: { token: TokenItem; onRevoke: () => void }) {
  return (
    <Row>
      <Cell place="title" className="font-medium">
        <HostileText text={token.name} limit={120} />
      </Cell>
      <Cell place="note">
        <HostileText text={opens(token)} limit={200} />
      </Cell>
      <Cell className="font-mono text-small">{token.prefix}…</Cell>
      <Cell>
        <HostileText text={token.createdBy} limit={120} />
      </Cell>
      <Cell align="right" place="age">
        <Since at={token.createdAt} />
      </Cell>
      <Cell align="right">
        {token.lastUsedAt === null ? <span className="text-ink-3">never</span> : <Since at={token.lastUsedAt} />}
      </Cell>
      <Cell align="right">
        {token.expiresAt === null ? <span className="text-ink-3">never</span> : <Instant at={token.expiresAt} />}
      </Cell>
      <Cell align="right" place="deed">
        <Button size="small" onClick={onRevoke} aria-label={`Revoke ${token.name}`}>
          Revoke
        </Button>
      </Cell>
    </Row>
  );
}

const DAY_MS = 86_400_000;
const nameField: FormField = { name: "name", label: "Name", hint: "What it is for", most: 120 };
const endField: FormField = {
  name: "days",
  label: "Ends",
  kind: "choice",
  choices: [
    { value: "", label: "never, until it is revoked" },
    { value: "30", label: "in 30 days" },
    { value: "90", label: "in 90 days" },
    { value: "365", label: "in a year" },
  ],
};

const API_FIELDS: readonly FormField[] = [
  nameField,
  { name: "role", label: "Role", kind: "choice", choices: ROLES, initial: "viewer" },
  endField,
];

const AGENT_FIELDS: readonly FormField[] = [
  nameField,
  {
    name: "environment",
    label: "Environment",
    hint: "Its agents join it; a new name makes a new one",
    initial: "default",
    most: 64,
  },
  {
    name: "networks",
    label: "Networks",
    hint: "10.0.0.0/8, parted by commas; anywhere where left empty",
    optional: true,
    mono: true,
  },
  { name: "maxAgents", label: "Most agents", kind: "number", optional: true },
  endField,
];

function NewToken({ kind, onOpen }: { kind: "api" | "agent"; onOpen: (open: Open) => void }) {
  const { refresh } = useDeed(operations.listTokens);
  const submit = async (values: FormValues) => {
    const made = await call<typeof contract.createToken>(operations.createToken, {
      body: kind === "api" ? apiToken(values) : agentToken(values),
    });
    await refresh();
    onOpen({ token: made.token, kind });
  };
  return (
    <FormDialog
      title={kind === "api" ? "New API token" : "New agent token"}
      intro={
        kind === "api" ? "For scripts and other systems." : "Agents register and beat with it. It opens nothing else."
      }
      deed="Make token"
      fields={kind === "api" ? API_FIELDS : AGENT_FIELDS}
      onSubmit={submit}
      onClose={() => onOpen(null)}
    />
  );
}

function apiToken({ name = "", role = "", days = "" }: FormValues) {
  return { kind: "api" as const, name, role: roleOf(role), ...endsAfter(days) };
}

function endsAfter(days: string) {
  return days === "" ? {} : { expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString() };
}

function agentToken({ name = "", environment = "", networks = "", maxAgents = "", days = "" }: FormValues) {
  const list = networks.split(/[\s,]+/).filter((network) => network !== "");
  return {
    kind: "agent" as const,
    name,
    environment,
    networks: list,
    ...endsAfter(days),
    ...(maxAgents === "" ? {} : { maxAgents: Number(maxAgents) }),
  };
}

function RevokeToken({ token, onClose }: { token: TokenItem; onClose: () => void }) {
  const { refresh } = useDeed(operations.listTokens);
  const confirm = async () => {
    await call<typeof contract.revokeToken>(operations.revokeToken, { params: { id: token.id } });
    await refresh();
    tellDone(`${token.name} is revoked`);
  };
  return (
    <ConfirmDanger
      title={`Revoke ${token.name}?`}
      consequence={
        token.kind === "agent"
          ? "Agents that use it are refused from their next heartbeat on. This cannot be undone."
          : "Whoever uses it is refused at once. This cannot be undone."
      }
      name={token.name}
      deed="Revoke token"
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}

/** Tokens in force. */
export function TokensPanel() {
  const tokens = useInfiniteQuery(tokenPages());
  const [open, setOpen] = useState<Open>(null);
  const items = tokens.data?.pages.flatMap((page) => page.items) ?? [];
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        title="Tokens"
        verdict="A token is shown once, when it is made; Muster keeps its hash."
        actions={
          <>
            <Button onClick={() => setOpen("api")}>New API token</Button>
            <Button variant="primary" onClick={() => setOpen("agent")}>
              New agent token
            </Button>
          </>
        }
      />
      <PanelBody state={panelState(tokens)}>
        {items.length > 0 ? (
          <Table label="Tokens" columns={columns}>
            <tbody>
              {items.map((token) => (
                <TokenRow key={token.id} token={token} onRevoke={() => setOpen({ revoke: token })} />
              ))}
            </tbody>
          </Table>
        ) : (
          <div className="px-gutter">
            <Empty
              kind="nothing-yet"
              title="There is no token in force."
              detail="Agents join with an agent token; scripts use an API token."
            />
          </div>
        )}
      </PanelBody>
      {items.length > 0 ? (
        <Pager
          shown={items.length}
          total={null}
          totalIs="atLeast"
          loading={tokens.isFetchingNextPage}
          onMore={tokens.hasNextPage ? () => void tokens.fetchNextPage() : null}
        />
      ) : null}
      {open === "api" || open === "agent" ? <NewToken kind={open} onOpen={setOpen} /> : null}
      {open !== null && typeof open === "object" && "revoke" in open ? (
        <RevokeToken token={open.revoke} onClose={close} />
      ) : null}
      {open !== null && typeof open === "object" && "token" in open ? (
        <ShownOnce title="The new token" text={open.token} label="Copy token" onClose={close}>
          {open.kind === "agent"
            ? "Put it into the agents' registry_url: http://agent:TOKEN@host:9000. "
            : "Send it as Authorization: Bearer TOKEN. "}
          It is not shown again.
        </ShownOnce>
      ) : null}
    </>
  );
}
