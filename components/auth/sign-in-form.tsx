"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { AuthCard } from "./auth-card";

const REFUSED = "E-mail or password is wrong, or there were too many tries. Wait a minute and try again.";
const UNREACHABLE = "Muster does not answer. Check the network and try again.";

export function SignInForm({ backTo }: { backTo: string }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setFault(null);
    const answer = await signIn("credentials", {
      email: String(fields.get("email")),
      password: String(fields.get("password")),
      redirect: false,
    }).catch(() => null);
    if (answer?.ok) return window.location.assign(backTo);
    setBusy(false);
    setFault(answer?.status === 401 ? REFUSED : UNREACHABLE);
  }

  return (
    <AuthCard title="Sign in">
      <form onSubmit={submit} className="flex flex-col gap-4" method="post">
        <Field label="E-mail">
          {(wiring) => <Input {...wiring} name="email" type="email" autoComplete="username" required autoFocus />}
        </Field>
        <Field label="Password">
          {(wiring) => <Input {...wiring} name="password" type="password" autoComplete="current-password" required />}
        </Field>
        <p role="alert" className="min-h-5 text-small text-down empty:hidden">
          {fault}
        </p>
        <Button variant="primary" type="submit" disabled={busy} aria-busy={busy}>
          Sign in
        </Button>
      </form>
    </AuthCard>
  );
}
