"use client";

import { Check, Copy, Eye, EyeOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "./button";

const SHOWN_MS = 2000;

/** Copies a text, also where the clipboard API is missing because the page came over plain HTTP. */
async function copyText(text: string, shown: HTMLElement | null): Promise<boolean> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  if (!shown) return false;
  getSelection()?.selectAllChildren(shown);
  return document.execCommand("copy");
}

/** A machine's text to take along: shown in mono, copied by a button. `secret` is the part hidden until asked for. */
export function CopyField({
  text,
  secret,
  label,
  primary = false,
}: {
  text: string;
  /** A part of `text`. */
  secret?: string;
  /** The object of the verb: "Copy address". */
  label: string;
  primary?: boolean;
}) {
  const [open, setOpen] = useState(secret === undefined);
  const [told, setTold] = useState<"copied" | "failed" | null>(null);
  const shown = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => setTold(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = async () => {
    const done = await copyText(text, shown.current).catch(() => false);
    setTold(done ? "copied" : "failed");
    if (!done) setOpen(true);
  };
  const masked = secret && !open ? text.replace(secret, `${secret.slice(0, 4)}…hidden`) : text;
  return (
    <div className="flex min-h-10 items-center gap-2 rounded-2 border border-line-field bg-surface-field pr-[7px] pl-3 max-desk:flex-wrap max-desk:p-2.5">
      <span
        ref={shown}
        className="min-w-0 flex-1 truncate font-mono max-desk:basis-full max-desk:whitespace-normal max-desk:[overflow-wrap:anywhere]"
      >
        {masked}
      </span>
      {secret === undefined ? null : (
        <Button
          size="small"
          aria-pressed={open}
          onClick={() => setOpen(!open)}
          icon={
            open ? <EyeOff aria-hidden="true" className="size-3.5" /> : <Eye aria-hidden="true" className="size-3.5" />
          }
        >
          {open ? "Hide" : "Show"}
        </Button>
      )}
      <Button
        size="small"
        variant={primary ? "primary" : "plain"}
        onClick={() => void copy()}
        icon={
          told === "copied" ? (
            <Check aria-hidden="true" className="size-3.5" />
          ) : (
            <Copy aria-hidden="true" className="size-3.5" />
          )
        }
      >
        {told === "copied" ? "Copied" : told === "failed" ? "Select and copy" : label}
      </Button>
      <span role="status" className="sr-only">
        {told === "copied" ? "Copied" : null}
      </span>
    </div>
  );
}
