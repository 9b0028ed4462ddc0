"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type FieldFault, Problem } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/empty";
import { Checkbox, Field, Input } from "@/components/ui/field";
import { harmless } from "@/components/ui/hostile-text";
import type { AgentWish } from "./agent-wish";
import { useAddAgent } from "./use-agent-deeds";

type Draft = { url: string; name: string; environment: string; tags: string; anyway: boolean };

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
    ...(draft.anyway ? { evenIfUnreachable: true } : {}),
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
export function AddAgentDialog({ environment, onClose }: { environment: string | null; onClose: () => void }) {
  const router = useRouter();
  const add = useAddAgent();
  const [draft, setDraft] = useState<Draft>({
    url: "",
    name: "",
    environment: environment ?? "",
    tags: "",
    anyway: false,
  });
  const faults = add.error instanceof Problem ? add.error.errors : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.url.trim() === "" || add.isPending) return;
    add.mutate(wishOf(draft), {
      onSuccess: ({ id }) => {
        onClose();
        router.push(`/agents/${id}`);
      },
    });
  };
  return (
    <Dialog title="Add an agent by its address" onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        <p className="text-ink-2">
          For an agent that does not register itself. Muster looks at it once before it is added and then goes on
          probing it.
        </p>
        {add.error && faults.length === 0 ? (
          <div role="alert">
            <Notice
              shape="cross"
              tone="text-down"
              title="It was not added"
              detail={harmless(add.error.message, 1000)}
            />
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
        <Checkbox
          label="Add it also when it does not answer now"
          checked={draft.anyway}
          onChange={(event) => setDraft({ ...draft, anyway: event.target.checked })}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="primary"
            disabled={draft.url.trim() === "" || add.isPending}
            aria-busy={add.isPending}
          >
            {add.isPending ? "Looking at it" : "Add agent"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
