import { createParser, parseAsString } from "nuqs/server";
import { isZone } from "./format-relative";
import { parseRange, rangeText, type TimeRange } from "./time-range";

const parseAsRange = createParser<TimeRange>({
  parse: parseRange,
  serialize: rangeText,
  eq: (a, b) => rangeText(a) === rangeText(b),
});

const parseAsZone = createParser<string>({
  parse: (text) => (isZone(text) ? text : null),
  serialize: (zone) => zone,
});

const fallback: TimeRange = { kind: "sliding", amount: 24, unit: "h" };

/** `range` and `tz` of a page's address, for nuqs on both sides; a page may give its own default range. */
export function timeRangeParams(byDefault: TimeRange = fallback) {
  return { range: parseAsRange.withDefault(byDefault), tz: parseAsZone };
}

/** The environment that pages are narrowed to. */
export const environmentParam = { environment: parseAsString };
