"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Kbd } from "./kbd";
import { useShortcut } from "./use-shortcut";

const SETTLE_MS = 200;

/** A filter by text. `/` focuses it, Escape clears it; `onChange` hears of it once typing pauses. */
export function SearchField({
  value,
  onChange,
  placeholder,
}: {
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
}) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const told = useRef(value);
  useShortcut("/", "Filter", "List", () => field.current?.focus());

  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      onChange(text);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, onChange]);

  return (
    <label className="flex h-control w-[200px] flex-none items-center gap-2 rounded-2 border border-line bg-surface-field pr-1.5 pl-2 text-ink-3 focus-within:border-line-field max-desk:h-control-touch max-desk:w-full">
      <Search aria-hidden="true" className="size-3.5 flex-none" />
      <span className="sr-only">{placeholder}</span>
      <input
        ref={field}
        type="search"
        value={text}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") setText("");
        }}
        className="min-w-0 flex-1 text-ink-1 outline-none max-desk:text-[16px] [&::-webkit-search-cancel-button]:hidden"
      />
      <Kbd className="max-desk:hidden">/</Kbd>
    </label>
  );
}
