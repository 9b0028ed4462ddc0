"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format-count";
import { harmless } from "@/components/ui/hostile-text";

const SHORT = 2_000;
/** More than a source's text should ever be, and what a page still bears. */
const MOST = 1_000_000;

/** JSON set out over lines, or the text as it stands. */
function setOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not JSON: the older runtime writes Python's own form, others plain words.
    return text;
  }
}

/** What a machine wrote, whole on demand; null is what the source does not have. */
export function LongText({ text }: { text: string | null }) {
  const [whole, setWhole] = useState(false);
  if (text === null || text === "") return <p className="text-ink-3">The source has none.</p>;
  const shown = setOut(text);
  const cut = shown.length > SHORT && !whole;
  return (
    <>
      <pre className="max-h-[480px] overflow-auto whitespace-pre-wrap font-mono text-small [overflow-wrap:anywhere]">
        {harmless(shown, cut ? SHORT : MOST)}
      </pre>
      {cut ? (
        <Button size="small" className="mt-2" onClick={() => setWhole(true)}>
          {shown.length > MOST
            ? `Show the first ${formatCount(MOST)} of ${formatCount(shown.length)} characters`
            : `Show all ${formatCount(shown.length)} characters`}
        </Button>
      ) : null}
    </>
  );
}
