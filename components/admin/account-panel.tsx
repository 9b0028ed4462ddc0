"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { operations } from "@/components/operations.generated";
import { call, Problem } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { Panel, PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Columns, Section } from "@/components/ui/section";
import { tellDone } from "@/components/ui/toast";
import type { contract } from "@/server/auth/contract";
import { meQuery, mySessionsQuery } from "./queries";
import { SessionsTable } from "./sessions-table";
import { useDeed } from "./use-deed";

function NameForm({ name }: { name: string }) {
  const deed = useDeed(operations.getMe);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = String(new FormData(event.currentTarget).get("name"));
    const rename = () => call<typeof contract.updateMe>(operations.updateMe, { body: { name: next } });
    void deed.run(rename, "Your name is changed", "Your name was not changed");
  };
  return (
    <form onSubmit={submit} className="flex max-w-[420px] items-end gap-2">
      <div className="flex-1">
        <Field label="Name">
          {(wiring) => <Input {...wiring} name="name" defaultValue={name} required maxLength={120} />}
        </Field>
      </div>
      <Button type="submit">Change name</Button>
    </form>
  );
}

const passwordFields = [
  { name: "current", label: "Current password", autoComplete: "current-password", hint: undefined },
  { name: "next", label: "New password", autoComplete: "new-password", hint: "12 characters or more" },
  { name: "again", label: "The new one again", autoComplete: "new-password", hint: undefined },
] as const;

function PasswordForm() {
  const { refresh } = useDeed(operations.listMySessions);
  const form = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    if (given.get("next") !== given.get("again")) return setFault("The two new passwords differ.");
    setFault(null);
    try {
      const body = { current: String(given.get("current")), next: String(given.get("next")) };
      await call<typeof contract.changeMyPassword>(operations.changeMyPassword, { body });
      form.current?.reset();
      await refresh();
      tellDone("Your password is changed; your other sessions are ended");
    } catch (error) {
      setFault(
        error instanceof Problem
          ? [error.detail, ...error.errors.map(({ message }) => message)].join(" ")
          : String(error),
      );
    }
  };
  return (
    <form ref={form} onSubmit={submit} className="grid max-w-[420px] gap-3">
      {passwordFields.map(({ name, label, autoComplete, hint }) => (
        <Field key={name} label={label} hint={hint}>
          {(wiring) => (
            <Input
              {...wiring}
              name={name}
              type="password"
              autoComplete={autoComplete}
              required
              minLength={name === "current" ? 1 : 12}
              maxLength={256}
            />
          )}
        </Field>
      ))}
      <p role="alert" className="text-small text-down empty:hidden">
        {fault}
      </p>
      <Button type="submit" className="justify-self-start">
        Change password
      </Button>
    </form>
  );
}

/** One's own name, password and sessions. */
export function AccountPanel() {
  const me = useQuery(meQuery());
  const sessions = useQuery(mySessionsQuery());
  return (
    <>
      <PageHead
        title="Account"
        verdict={me.data ? <b>{`${me.data.email ?? me.data.name}, ${me.data.role}`}</b> : null}
      />
      <Columns>
        <Section title="Name">
          <PanelBody state={panelState(me)}>{me.data ? <NameForm name={me.data.name} /> : null}</PanelBody>
        </Section>
        <Section title="Password" answer="ends your other sessions">
          <PasswordForm />
        </Section>
      </Columns>
      <Panel title="Sessions" answer="where you are signed in" state={panelState(sessions)} flush>
        <SessionsTable sessions={sessions.data?.items ?? []} mayEnd />
      </Panel>
    </>
  );
}
