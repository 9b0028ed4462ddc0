/** Splits a name so that its end survives a narrow column. */
export function splitForEllipsis(text: string, keep = 8): [head: string, tail: string] {
  const characters = [...text];
  const cut = Math.max(0, characters.length - keep);
  return [characters.slice(0, cut).join(""), characters.slice(cut).join("")];
}

/** A name cut in its middle where there is no room, whole on hover. */
export function MiddleEllipsis({ text, keep = 8 }: { text: string; keep?: number }) {
  const [head, tail] = splitForEllipsis(text, keep);
  return (
    <span className="flex min-w-0 max-w-full" data-tip={text}>
      <span className="min-w-0 truncate whitespace-pre">{head}</span>
      <span className="flex-none whitespace-pre">{tail}</span>
    </span>
  );
}
