"use client";

import { ConfirmDanger } from "@/components/ui/confirm-danger";

/** Takes an agent out of the fleet. One that still reports is refused, and the words of the refusal are shown. */
export function RetireDialog({
  name,
  onRetire,
  onClose,
}: {
  name: string;
  onRetire: () => Promise<void>;
  onClose: () => void;
}) {
  return (
    <ConfirmDanger
      title={`Retire ${name}?`}
      consequence="It leaves the list, the counts and the probing. Its history stays, and it comes back by registering again. An agent that still reports is refused: stop it first, or pause it."
      name={name}
      deed={`Retire ${name}`}
      onConfirm={onRetire}
      onClose={onClose}
    />
  );
}
