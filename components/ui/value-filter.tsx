"use client";

import { ListFilter } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "./button";
import { Field, Input } from "./field";
import { Popover } from "./popover";

/** A filter by a value that is typed or picked from those in sight. */
export function ValueFilter({
  field,
  known = [],
  hint,
  fault = () => null,
  onPick,
}: {
  field: string;
  known?: readonly string[];
  hint?: string;
  /** What is wrong with a value; null where nothing is. */
  fault?: (value: string) => string | null;
  onPick: (value: string) => void;
}) {
  return (
    <Popover
      className="w-64 p-3"
      onOpen={(panel) => panel.querySelector("input")?.focus()}
      trigger={(props) => (
        <Button
          {...props}
          className="font-normal! text-ink-2!"
          icon={<ListFilter aria-hidden="true" className="size-3.5" />}
        >
          {field}
        </Button>
      )}
    >
      {(close) => (
        <ValueForm
          field={field}
          known={known}
          hint={hint}
          fault={fault}
          onPick={(value) => {
            onPick(value);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function ValueForm({
  field,
  known,
  hint,
  fault,
  onPick,
}: {
  field: string;
  known: readonly string[];
  hint: string | undefined;
  fault: (value: string) => string | null;
  onPick: (value: string) => void;
}) {
  const listId = useId();
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get("value");
    const value = typeof given === "string" ? given.trim() : "";
    if (value === "") return;
    const found = fault(value);
    setWrong(found);
    if (found === null) onPick(value);
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Field label={field} hint={hint} error={wrong}>
        {(wiring) => <Input {...wiring} name="value" list={listId} autoComplete="off" maxLength={256} />}
      </Field>
      <datalist id={listId}>
        {known.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      <Button type="submit">Filter by {field.toLowerCase()}</Button>
    </form>
  );
}
