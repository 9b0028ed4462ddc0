"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { tellDone } from "@/components/ui/toast";
import type { contract } from "@/server/runs/contract";
import type { SourceItem } from "./queries";
import { explain } from "./source-form";

const ZONES = [
  { name: "startedAtZone", label: "Zone of started_at" },
  { name: "completedAtZone", label: "Zone of completed_at" },
] as const;

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "").trim();

/** Only what was changed is sent: an empty user or password keeps the stored one. */
function changesOf(source: SourceItem, form: FormData) {
  const [url, user, password] = [textOf(form, "url"), textOf(form, "user"), String(form.get("password") ?? "")];
  const zones = ZONES.map(({ name }) => [name, textOf(form, name)] as const).filter(([, zone]) => zone !== "");
  return {
    name: textOf(form, "name"),
    ...(url === source.url ? {} : { url }),
    ...(user === "" ? {} : { user }),
    ...(password === "" ? {} : { password }),
    ...(source.kind === "postgres" ? { options: Object.fromEntries(zones) } : {}),
  };
}

function Credentials({ known }: { known: boolean }) {
  const kept = known ? "keeps the stored one" : "optional";
  return (
    <div className="grid gap-2.5 desk:grid-cols-2">
      <Field label="User" aside={kept}>
        {(wiring) => <Input {...wiring} name="user" maxLength={512} autoComplete="off" />}
      </Field>
      <Field label="Password" aside={kept}>
        {(wiring) => <Input {...wiring} name="password" type="password" maxLength={2000} autoComplete="new-password" />}
      </Field>
    </div>
  );
}

/** Changes a source. Another server asks for its credentials anew. */
export function SourceEdit({ source, onSaved }: { source: SourceItem; onSaved: (changed: SourceItem) => void }) {
  const client = useQueryClient();
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = changesOf(source, new FormData(event.currentTarget));
    setRunning(true);
    setFault(null);
    try {
      const changed = await call<typeof contract.updateSource>(operations.updateSource, {
        params: { id: source.id },
        body,
      });
      await client.invalidateQueries({ queryKey: [operations.listSources.id] });
      tellDone(`${changed.name} is changed and read again`);
      onSaved(changed);
    } catch (error) {
      setFault(explain(error));
      setRunning(false);
    }
  };
  return (
    <form onSubmit={submit} className="grid gap-2.5">
      <Field label="Name">
        {(wiring) => <Input {...wiring} name="name" defaultValue={source.name} required maxLength={100} />}
      </Field>
      <Field
        label="Address"
        hint="Another server needs its user and password again: kept ones are never sent elsewhere."
      >
        {(wiring) => (
          <Input
            {...wiring}
            name="url"
            defaultValue={source.url}
            required
            maxLength={2000}
            spellCheck={false}
            autoComplete="off"
            className="font-mono"
          />
        )}
      </Field>
      <Credentials known={source.hasCredentials} />
      {source.kind === "postgres" ? (
        <div className="grid gap-2.5 desk:grid-cols-2">
          {ZONES.map(({ name, label }) => (
            <Field key={name} label={label} aside="UTC where empty">
              {(wiring) => (
                <Input {...wiring} name={name} defaultValue={String(source.options[name] ?? "")} maxLength={64} />
              )}
            </Field>
          ))}
        </div>
      ) : null}
      <p role="alert" className="text-small text-down empty:hidden">
        {fault}
      </p>
      <Button type="submit" variant="primary" className="justify-self-start" disabled={running} aria-busy={running}>
        Save and test
      </Button>
    </form>
  );
}
