import { ExternalLink } from "lucide-react";
import { outsideAddress } from "./run-words";

/** A way into the source's own pages, in a new tab; nothing where the address may not be followed. */
export function OutsideLink({ link, words }: { link: string | null; words: string }) {
  const url = outsideAddress(link);
  if (url === null) return null;
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer" className="inline-flex items-center gap-1">
      {words} <ExternalLink aria-hidden="true" className="size-3.5" />
      <span className="sr-only">at {url.host}, in a new tab</span>
    </a>
  );
}
