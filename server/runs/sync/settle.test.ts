import { expect, test } from "vitest";
import { nextSettle, settlesFrom } from "./settle";

const changed = new Date("2026-05-01T12:00:00Z");
const after = (seconds: number) => new Date(changed.getTime() + seconds * 1000);

test("a record is read again ever more rarely, and then no more", () => {
  const steps = [0, 10, 60, 600, 3600, 86_400].map((seconds) => nextSettle(changed, after(seconds)));
  expect(steps).toEqual([after(10), after(60), after(600), after(3600), after(86_400), null]);
});

test("what is written into the past settles like what is written now, but for a source's first reading", () => {
  const longAgo = "2026-04-01T00:00:00.000Z";
  expect(settlesFrom(longAgo, changed, false)).toEqual(changed);
  expect(settlesFrom(longAgo, changed, true)).toEqual(new Date(longAgo));
  expect(settlesFrom(null, changed, true)).toEqual(changed);
});
