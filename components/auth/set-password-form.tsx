"use client";

import { type FormEvent, useState } from "react";
import { operations } from "@/components/operations.generated";
import { call, Problem } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import type { contract } from "@/server/auth/contract";
import { AuthCard } from "./auth-card";

/** The link's secret comes after the #, which browsers keep out of requests and logs. */
export function SetPasswordForm({ firstAdmin }: { firstAdmin: boolean }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const password = String(fields.get("password"));
    if (password !== String(fields.get("again"))) return setFault("The two passwords differ.");
    const email = fields.get("email");
    const person = typeof email === "string" ? { email } : {};
    setBusy(true);
    setFault(null);
    try {
      const link = window.location.hash.slice(1);
      await call<typeof contract.redeemLink>(operations.redeemLink, { body: { link, password, ...person } });
      window.location.assign("/sign-in");
    } catch (error) {
      setBusy(false);
      setFault(
        error instanceof Problem
          ? [error.detail, ...error.errors.map(({ path, message }) => `${path} ${message}`)].join(" ")
          : String(error),
      );
    }
  }

  return (
    <AuthCard title={firstAdmin ? "Make the first admin" : "Set a password"}>
      <form onSubmit={submit} className="flex flex-col gap-4" method="post">
        {firstAdmin ? (
          <Field label="E-mail">
            {(wiring) => <Input {...wiring} name="email" type="email" autoComplete="username" required />}
          </Field>
        ) : null}
        <Field label="Password" hint="12 characters or more">
          {(wiring) => (
            <Input {...wiring} name="password" type="password" autoComplete="new-password" minLength={12} required />
          )}
        </Field>
        <Field label="The same again">
          {(wiring) => (
            <Input {...wiring} name="again" type="password" autoComplete="new-password" minLength={12} required />
          )}
        </Field>
        <p role="alert" className="text-small text-down empty:hidden">
          {fault}
        </p>
        <Button variant="primary" type="submit" disabled={busy} aria-busy={busy}>
          Set password
        </Button>
      </form>
    </AuthCard>
  );
}
