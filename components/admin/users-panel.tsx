"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { HostileText } from "@/components/ui/hostile-text";
import { Menu } from "@/components/ui/menu";
import { PageHead } from "@/components/ui/page-head";
import { Pager } from "@/components/ui/pager";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { Instant, Since } from "@/components/ui/time";
import type { contract } from "@/server/auth/contract";
import { FormDialog, type FormValues } from "./form-dialog";
import { type UserItem, userPages } from "./queries";
import { ROLES, roleOf } from "./roles";
import { ShownOnce } from "./shown-once";
import { useDeed } from "./use-deed";
import { UserSessions } from "./user-sessions";

const columns: readonly Column[] = [
  { key: "name", label: "Name" },
  { key: "email", label: "E-mail", width: 260 },
  { key: "role", label: "Role", width: 96 },
  { key: "state", label: "State", width: 120 },
  { key: "sessions", label: "Sessions", width: 80, align: "right" },
  { key: "seen", label: "Last sign-in", width: 130, align: "right" },
  { key: "menu", label: <span className="sr-only">Deeds</span>, width: 48 },
];

type Link = { url: string; expiresAt: string };
type Open = { kind: "add" } | { kind: "role" | "sessions"; user: UserItem } | { kind: "link"; link: Link } | null;

function stateOf(user: UserItem): string {
  if (user.disabledAt !== null) return "disabled";
  return user.lastSignInAt === null ? "never signed in" : "active";
}

function UserRow({ user, onOpen }: { user: UserItem; onOpen: (open: Open) => void }) {
  const deed = useDeed(operations.listUsers);
  const change = (body: { disabled: boolean }) => () =>
    call<typeof contract.updateUser>(operations.updateUser, { params: { id: user.id }, body });
  const reset = async () => {
    const link = await call<typeof contract.resetUser>(operations.resetUser, { params: { id: user.id } });
    onOpen({ kind: "link", link });
  };
  const items = [
    { label: "Change name or role", onSelect: () => onOpen({ kind: "role", user }) },
    {
      label: "Make a link for a new password",
      onSelect: () => void deed.run(reset, "The link is made", "The link was not made"),
    },
    { label: "Show sessions", onSelect: () => onOpen({ kind: "sessions", user }) },
    user.disabledAt === null
      ? {
          label: "Disable",
          danger: true,
          onSelect: () =>
            void deed.run(change({ disabled: true }), "The user is disabled", "The user was not disabled"),
        }
      : {
          label: "Enable",
          onSelect: () => void deed.run(change({ disabled: false }), "The user is enabled", "The user was not enabled"),
        },
  ];
  return (
    <Row>
      <Cell place="title" className="font-medium">
        <HostileText text={user.name} limit={120} />
      </Cell>
      <Cell place="note">
        <HostileText text={user.email} limit={254} />
      </Cell>
      <Cell place="value">{user.role}</Cell>
      <Cell className="text-ink-2">{stateOf(user)}</Cell>
      <Cell align="right">{user.openSessions}</Cell>
      <Cell align="right" place="age">
        {user.lastSignInAt === null ? <span className="text-ink-3">never</span> : <Since at={user.lastSignInAt} />}
      </Cell>
      <Cell place="deed">
        <Menu label={`Deeds for ${user.email}`} items={items} />
      </Cell>
    </Row>
  );
}

function AddUser({ onOpen }: { onOpen: (open: Open) => void }) {
  const { refresh } = useDeed(operations.listUsers);
  const submit = async ({ email = "", name = "", role = "" }: FormValues) => {
    const made = await call<typeof contract.createUser>(operations.createUser, {
      body: { email, name, role: roleOf(role) },
    });
    await refresh();
    onOpen(made.link ? { kind: "link", link: made.link } : null);
  };
  return (
    <FormDialog
      title="Add a user"
      intro="You get a link with which they set their password. It works once, within a day."
      deed="Add user"
      fields={[
        { name: "email", label: "E-mail", kind: "email" },
        { name: "name", label: "Name", most: 120 },
        { name: "role", label: "Role", kind: "choice", choices: ROLES, initial: "viewer" },
      ]}
      onSubmit={submit}
      onClose={() => onOpen(null)}
    />
  );
}

function ChangeUser({ user, onClose }: { user: UserItem; onClose: () => void }) {
  const { refresh } = useDeed(operations.listUsers);
  const submit = async ({ name = "", role = "" }: FormValues) => {
    await call<typeof contract.updateUser>(operations.updateUser, {
      params: { id: user.id },
      body: { name, role: roleOf(role) },
    });
    await refresh();
    onClose();
  };
  return (
    <FormDialog
      title={`Change ${user.email}`}
      intro="A new role ends their sessions: they sign in again with it."
      deed="Change user"
      fields={[
        { name: "name", label: "Name", initial: user.name, most: 120 },
        { name: "role", label: "Role", kind: "choice", choices: ROLES, initial: user.role },
      ]}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}

/** Who may sign in, and as what. */
export function UsersPanel() {
  const users = useInfiniteQuery(userPages());
  const [open, setOpen] = useState<Open>(null);
  const items = users.data?.pages.flatMap((page) => page.items) ?? [];
  const last = users.data?.pages.at(-1);
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        title="Users"
        verdict={
          last ? <b>{last.total === 1 ? "One person may sign in." : `${last.total} people are known.`}</b> : null
        }
        actions={
          <Button variant="primary" onClick={() => setOpen({ kind: "add" })}>
            Add user
          </Button>
        }
      />
      <PanelBody state={panelState(users)}>
        <Table label="Users" columns={columns}>
          <tbody>
            {items.map((user) => (
              <UserRow key={user.id} user={user} onOpen={setOpen} />
            ))}
          </tbody>
        </Table>
      </PanelBody>
      {last ? (
        <Pager
          shown={items.length}
          total={last.total}
          totalIs={last.totalIs}
          loading={users.isFetchingNextPage}
          onMore={users.hasNextPage ? () => void users.fetchNextPage() : null}
        />
      ) : null}
      {open?.kind === "add" ? <AddUser onOpen={setOpen} /> : null}
      {open?.kind === "role" ? <ChangeUser user={open.user} onClose={close} /> : null}
      {open?.kind === "sessions" ? <UserSessions user={open.user} onClose={close} /> : null}
      {open?.kind === "link" ? (
        <ShownOnce title="A link for a new password" text={open.link.url} label="Copy link" onClose={close}>
          Give it to them by a way you trust. It works once, until <Instant at={open.link.expiresAt} />, and is not
          shown again.
        </ShownOnce>
      ) : null}
    </>
  );
}
