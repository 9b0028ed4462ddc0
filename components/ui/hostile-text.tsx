/** Control characters but tab and line feed, bidi overrides and isolates, zero-width and invisible format characters, lone surrogates. */
const UNSEEN = /\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]|[\ufe00-\ufe0f]|[\u115f\u1160\u3164\uffa0]/gu;

/** Text of a stranger made harmless to read: what cannot be seen or turns the line round is taken out, and it is cut at `limit` characters. */
export function harmless(text: string, limit = 10_000): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replace(UNSEEN, (character) => (character === "\n" || character === "\t" ? character : ""));
}

/** Text that an agent or a stranger sent, inert and isolated from the line it stands in. */
export function HostileText({ text, limit }: { text: string; limit?: number }) {
  return <bdi className="[overflow-wrap:anywhere]">{harmless(text, limit)}</bdi>;
}
