"use client";

import { type FormEvent, useState } from "react";
import { type FieldFault, Problem } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/empty";
import { Field, Input } from "@/components/ui/field";

export type AgentWish = { url: string; name?: string; environment?: string; tags?: string[] };

type Draft = { url: string; name: string; environment: string; tags: string };

function wishOf(draft: Draft): AgentWish {
  const tags = draft.tags
    .split(/[\s,]+/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
  return {
    url: draft.url.trim(),
    ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
    ...(draft.environment.trim() ? { environment: draft.environment.trim() } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  };
}

function faultOf(faults: readonly FieldFault[], field: string): string | null {
  return faults.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message ?? null;
}

const fields = [
  { key: "url", label: "Address", hint: "http://host:8000, as Muster's worker reaches it", width: 2048 },
  { key: "name", label: "Name", hint: "The host and port where left empty", width: 200 },
  { key: "environment", label: "Environment", hint: undefined, width: 64 },
  { key: "tags", label: "Tags", hint: "Parted by spaces", width: 1000 },
] as const;

/** An agent that does not register itself: it is looked at once before it joins the fleet. */
export function AddAgentDialog({
  environment,
  onAdd,
  onClose,
}: {
  environment: string | null;
  onAdd: (wish: AgentWish) => Promise<void>;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState<Draft>({ url: "", name: "", environment: environment ?? "", tags: "" });
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const faults = problem instanceof Problem ? problem.errors : [];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (draft.url.trim() === "" || running) return;
    setRunning(true);
    setProblem(null);
    try {
      await onAdd(wishOf(draft));
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
      setRunning(false);
    }
  };
  return (
    <Dialog title="Add an agent by its address" onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        <p className="text-ink-2">
          For an agent that does not register itself. Muster looks at it once before it is added and then goes on
          probing it.
        </p>
        {problem && faults.length === 0 ? (
          <div role="alert">
            <Notice shape="cross" tone="text-down" title="It was not added" detail={problem.message} />
          </div>
        ) : null}
        {fields.map(({ key, label, hint, width }) => (
          <Field key={key} label={label} hint={hint} error={faultOf(faults, key)}>
            {(wiring) => (
              <Input
                {...wiring}
                data-autofocus={key === "url" ? "" : undefined}
                value={draft[key]}
                maxLength={width}
                spellCheck={false}
                autoComplete="off"
                className={key === "url" ? "font-mono" : undefined}
                onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={draft.url.trim() === "" || running} aria-busy={running}>
            {running ? "Looking at it" : "Add agent"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
