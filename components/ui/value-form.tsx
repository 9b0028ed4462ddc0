"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "./button";
import { Field, Input } from "./field";

/** The field of a filter, with the focus once it is there. */
export function ValueForm({
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
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
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
    <form ref={form} onSubmit={submit} className="grid gap-2">
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
