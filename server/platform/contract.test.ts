import { expect, test } from "vitest";
import { z } from "zod";
import { instant, listOf, usd, words, zone } from "./contract";

test("an instant leaves as ISO 8601 with Z whichever way it came", () => {
  expect(instant.parse(new Date(0))).toBe("1970-01-01T00:00:00.000Z");
  expect(instant.parse("2026-02-04T13:00:00+01:00")).toBe("2026-02-04T12:00:00.000Z");
});

test.each([
  ["0.0042000000", "0.0042"],
  ["12.00", "12"],
  ["100", "100"],
  ["-0.50", "-0.5"],
])("money %s leaves as %s", (given, wanted) => {
  expect(usd.parse(given)).toBe(wanted);
});

test("a list comes with commas, repeated or alone", () => {
  const list = listOf(z.enum(["a", "b"]));
  expect([list.parse("a,b"), list.parse(["a", "b"]), list.parse("a")]).toEqual([["a", "b"], ["a", "b"], ["a"]]);
  expect(list.safeParse("a,c").success).toBe(false);
});

test.each(["Europe/Berlin", "UTC", "Asia/Kathmandu"])("%s is a zone", (name) => {
  expect(zone.safeParse(name).success).toBe(true);
});

test.each(["+05:30", "Mars/Olympus", ""])("“%s” is no zone", (name) => {
  expect(zone.safeParse(name).success).toBe(false);
});

test.each(["a\u0000b", "\ud800", "", "   "])("words refuse what no person typed", (text) => {
  expect(words(10).safeParse(text).success).toBe(false);
});
