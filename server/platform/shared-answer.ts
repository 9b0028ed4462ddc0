interface Shared {
  until: number;
  answer: Promise<unknown>;
}

const MOST = 200;
const held = new Map<string, Shared>();

/**
 * One answer for everybody who asks the same within `forMs`: a hundred browsers that wake at once cost one. An answer that
 * failed is not kept. The caller's rights must be in the key, or the same for all.
 */
export function shareAnswer<T>(key: string, forMs: number, make: () => Promise<T>): Promise<T> {
  const now = Date.now();
  const known = held.get(key);
  if (known && known.until > now) return sameAs<T>(known);
  if (held.size >= MOST) held.clear();
  const answer = make();
  held.set(key, { until: now + forMs, answer });
  answer.catch(() => held.delete(key));
  return answer;
}

/** Safe: a key belongs to one caller, who always makes the same type under it. */
function sameAs<T>(known: Shared): Promise<T> {
  return known.answer as Promise<T>;
}
