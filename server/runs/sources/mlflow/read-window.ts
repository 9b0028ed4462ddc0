import type { WindowPage } from "./api";
import { notMlflow } from "./explain";

interface Window<T> {
  from: number;
  /** Exclusive. */
  to: number | null;
  search: (from: number, to: number | null, token: string | undefined) => Promise<WindowPage<T>>;
  idOf: (item: T) => string;
  /** What the server orders by, in milliseconds. */
  at: (item: T) => number;
}

/**
 * Every item of a window, page by page, each once. Pages go on from the last instant seen, so that rows coming and going
 * shift nothing; the server's own offset serves only inside one millisecond that fills a page.
 */
export async function* readWindow<T>(window: Window<T>): AsyncGenerator<T[]> {
  let from = window.from;
  let token: string | undefined;
  let atFrom = new Set<string>();
  for (;;) {
    const page = await window.search(from, window.to, token);
    const fresh = page.items.filter((item) => !atFrom.has(window.idOf(item)));
    if (fresh.length > 0) yield fresh;
    const last = page.items.at(-1);
    if (last === undefined || page.token === undefined) return;
    if (fresh.length === 0 && token !== undefined) throw notMlflow("it gives the same page again and again");
    const end = window.at(last);
    if (end > from) {
      from = end;
      token = undefined;
      atFrom = new Set(page.items.filter((item) => window.at(item) === end).map(window.idOf));
    } else {
      token = page.token;
      for (const item of fresh) atFrom.add(window.idOf(item));
    }
  }
}
