"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { operations } from "@/components/operations.generated";
import { call, Problem } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { tellDone } from "@/components/ui/toast";
import type { contract } from "@/server/runs/contract";
import type { TestResult } from "./queries";
import { TestSteps } from "./test-steps";

export type SourceKind = "mlflow" | "postgres";

const words = {
  mlflow: {
    url: "Tracking URI",
    example: "https://mlflow.example.net",
    hint: "As the worker reaches it. User and password only where it asks for them.",
    name: "mlflow",
  },
  postgres: {
    url: "Connection",
    example: "postgresql://muster_ro@10.4.0.9:5432/workflows",
    hint: "The runtime's own spelling works too (postgresql+psycopg2://…). A role that may only SELECT is enough.",
    name: "workflows",
  },
} as const;

type Draft = { name: string; url: string; user: string; password: string };

function bodyOf(kind: SourceKind, { url, user, password }: Draft, options: Record<string, string>) {
  const credentials = { ...(user === "" ? {} : { user }), ...(password === "" ? {} : { password }) };
  return { kind, url: url.trim(), ...credentials, options };
}

/** What a problem says, its fields named. */
export function explain(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error);
  return [error.detail, ...error.errors.map(({ path, message }) => `${path}: ${message}`)].join(" ");
}

function useSourceDraft(kind: SourceKind, environment: string, onSaved: (() => void) | undefined) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ name: words[kind].name, url: "", user: "", password: "" });
  const [running, setRunning] = useState<"test" | "save" | null>(null);
  const [result, setResult] = useState<TestResult | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  /** What the test proposed, such as the zone of a column. */
  const options = Object.assign({}, ...(result?.steps.map(({ proposal }) => proposal ?? {}) ?? []));
  const act = async (what: "test" | "save", deed: () => Promise<void>) => {
    setRunning(what);
    setFault(null);
    await deed().catch((error: unknown) => setFault(explain(error)));
    setRunning(null);
  };
  const test = () =>
    act("test", async () =>
      setResult(
        await call<typeof contract.testSourceAddress>(operations.testSourceAddress, { body: bodyOf(kind, draft, {}) }),
      ),
    );
  const save = () =>
    act("save", async () => {
      await call<typeof contract.createSource>(operations.createSource, {
        body: { ...bodyOf(kind, draft, options), name: draft.name, environment },
      });
      await client.invalidateQueries({ queryKey: [operations.listSources.id] });
      tellDone(`${draft.name} is added; its first sync has begun`);
      onSaved?.();
    });
  return { draft, setDraft, running, result, fault, test, save };
}

/** An address to try and then to keep. Nothing is saved by a test. */
export function SourceForm({
  kind,
  environment,
  onSaved,
}: {
  kind: SourceKind;
  environment: string;
  onSaved?: () => void;
}) {
  const { draft, setDraft, running, result, fault, test, save } = useSourceDraft(kind, environment, onSaved);
  const say = words[kind];
  const set = (key: keyof Draft) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [key]: event.target.value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void (result?.ok ? save() : test());
  };
  return (
    <form onSubmit={submit} className="grid gap-2.5">
      <Field label={say.url} hint={say.hint}>
        {(wiring) => (
          <Input
            {...wiring}
            value={draft.url}
            onChange={set("url")}
            placeholder={say.example}
            required
            maxLength={2000}
            spellCheck={false}
            autoComplete="off"
            className="font-mono"
          />
        )}
      </Field>
      <div className="grid gap-2.5 desk:grid-cols-3">
        <Field label="Name">
          {(wiring) => <Input {...wiring} value={draft.name} onChange={set("name")} required maxLength={100} />}
        </Field>
        <Field label="User" aside="optional">
          {(wiring) => (
            <Input {...wiring} value={draft.user} onChange={set("user")} maxLength={512} autoComplete="off" />
          )}
        </Field>
        <Field label="Password" aside="write-only">
          {(wiring) => (
            <Input
              {...wiring}
              type="password"
              value={draft.password}
              onChange={set("password")}
              maxLength={2000}
              autoComplete="new-password"
            />
          )}
        </Field>
      </div>
      {result ? <TestSteps result={result} /> : null}
      <p role="alert" className="text-small text-down empty:hidden">
        {fault}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          disabled={running !== null || draft.url.trim() === ""}
          aria-busy={running !== null}
        >
          {result?.ok ? "Save and sync" : "Test"}
        </Button>
        {result ? (
          <Button onClick={() => void test()} disabled={running !== null}>
            Test again
          </Button>
        ) : null}
        {result && !result.ok ? (
          <Button variant="bare" onClick={() => void save()} disabled={running !== null}>
            Save all the same
          </Button>
        ) : null}
      </div>
    </form>
  );
}
