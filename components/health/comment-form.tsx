"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { incidentCode } from "./incident-words";
import type { IncidentItem } from "./queries";
import { useComment } from "./use-incident-deeds";

/** A line for the timeline. What was typed stays until it is kept. */
export function CommentForm({ incident }: { incident: IncidentItem }) {
  const [text, setText] = useState("");
  const comment = useComment();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || comment.isPending) return;
    comment.mutate({ id: incident.id, text: text.trim() }, { onSuccess: () => setText("") });
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Field label={`Comment on ${incidentCode(incident)}`} error={comment.error?.message ?? null}>
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={2}
            value={text}
            maxLength={4000}
            placeholder="Say what you found"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end">
        <Button
          type="submit"
          size="small"
          disabled={text.trim() === "" || comment.isPending}
          aria-busy={comment.isPending}
        >
          Add comment
        </Button>
      </div>
    </form>
  );
}
