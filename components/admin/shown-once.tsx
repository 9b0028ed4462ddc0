"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";

/** A secret that Muster keeps only as a hash: it can be copied now and never again. */
export function ShownOnce({
  title,
  text,
  label,
  children,
  onClose,
}: {
  title: string;
  text: string;
  label: string;
  children: ReactNode;
  onClose: () => void;
}) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <div className="grid gap-3">
        <p className="text-ink-2">{children}</p>
        <CopyField text={text} label={label} />
      </div>
    </Dialog>
  );
}
