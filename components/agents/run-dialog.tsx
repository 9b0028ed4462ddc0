"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/empty";
import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { harmless } from "@/components/ui/hostile-text";
import type { AgentDetail } from "./queries";
import { runAgent } from "./run-deeds";
import { type RunField, readRunInputs, runFields } from "./run-form-fields";
import { RunResult } from "./run-result";

type Wiring = Parameters<Parameters<typeof Field>[0]["children"]>[0];

function Control({
  field,
  value,
  wiring,
  first,
  onChange,
}: {
  field: RunField;
  value: string;
  wiring: Wiring;
  /** Where typing begins. */
  first: boolean;
  onChange: (value: string) => void;
}) {
  const shared = { ...wiring, value, required: field.required, ...(first ? { "data-autofocus": "" } : {}) };
  if (field.kind === "boolean")
    return (
      <Select {...shared} onChange={(event) => onChange(event.target.value)}>
        {field.required ? null : <option value="">the agent's default</option>}
        <option value="true">true</option>
        <option value="false">false</option>
      </Select>
    );
  if (field.kind === "json" || (field.kind === "text" && value.length > 60))
    return (
      <Textarea
        {...shared}
        rows={3}
        spellCheck={field.kind === "text"}
        className={field.kind === "json" ? "font-mono" : undefined}
        placeholder={field.kind === "json" ? (field.type.startsWith("dict") ? "{ }" : "[ ]") : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Input
      {...shared}
      inputMode={field.kind === "integer" ? "numeric" : field.kind === "number" ? "decimal" : "text"}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function useRunForm(agent: AgentDetail) {
  const client = useQueryClient();
  const fields = useMemo(() => (agent.schema ? runFields(agent.schema) : []), [agent.schema]);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map((field) => [field.name, startValue(field)])),
  );
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const run = useMutation({
    mutationFn: (inputs: Record<string, unknown>) => runAgent(agent.id, inputs),
    onSettled: () => client.invalidateQueries({ queryKey: ["listRuns"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (run.isPending) return;
    const read = readRunInputs(fields, typed);
    setFaults(read.faults);
    if (Object.keys(read.faults).length === 0) run.mutate(read.inputs);
  };
  const type = (name: string, value: string) => setTyped(Object.fromEntries([...Object.entries(typed), [name, value]]));
  return { fields, typed, type, faults, run, submit };
}

function startValue({ kind, required, initial }: RunField): string {
  return kind === "boolean" && required && initial === "" ? "false" : initial;
}

/** Runs the agent's workflow: a form made from its schema, and what it answers. */
export function RunDialog({ agent, onClose }: { agent: AgentDetail; onClose: () => void }) {
  const { fields, typed, type, faults, run, submit } = useRunForm(agent);
  const name = harmless(agent.workflow ?? agent.name, 80);
  return (
    <Dialog title={`Run ${name} on ${harmless(agent.name, 80)}`} onClose={onClose} width={640}>
      <form onSubmit={submit} noValidate className="grid gap-3">
        {fields.length === 0 ? (
          <p className="text-ink-2">
            {agent.schema === null
              ? "The agent has shown no schema: it is run without inputs."
              : "This workflow takes no inputs."}
          </p>
        ) : (
          fields.map((field, index) => (
            <Field
              key={field.name}
              label={harmless(field.name, 120)}
              aside={`${harmless(field.type, 60)}${field.required ? ", required" : ""}`}
              hint={field.description === null ? undefined : harmless(field.description, 500)}
              error={faults[field.name] ?? null}
            >
              {(wiring) => (
                <Control
                  field={field}
                  value={typed[field.name] ?? ""}
                  wiring={wiring}
                  first={index === 0}
                  onChange={(value) => type(field.name, value)}
                />
              )}
            </Field>
          ))
        )}
        {run.error ? (
          <div role="alert">
            <Notice shape="cross" tone="text-down" title="It was not run" detail={harmless(run.error.message, 2000)} />
          </div>
        ) : null}
        {run.data ? <RunResult agentId={agent.id} answer={run.data} /> : null}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="mr-auto text-small text-ink-3">
            A real execution: it may cost money and change what it touches.
          </span>
          <Button variant="bare" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" variant="primary" disabled={run.isPending} aria-busy={run.isPending}>
            {run.isPending ? "Running" : run.data ? "Run it again" : `Run ${name}`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
