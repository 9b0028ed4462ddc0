import { expect, it } from "vitest";
import { followPresence, NEVER_PRESENT } from "./registry-presence";

const present = followPresence(NEVER_PRESENT, 100, 1_000);

it("a registry is present since its oldest process started", () => {
  expect(present).toEqual({ presentSince: 100, awaySince: null, lastPresentAt: 1_000 });
});

it("a restart is no absence", () => {
  expect(followPresence(present, null, 5_999).presentSince).toBe(100);
  expect(followPresence(present, 5_000, 6_000)).toMatchObject({ presentSince: 5_000, awaySince: null });
});

it("an absence counts from the moment at which it was more than a restart", () => {
  const away = followPresence(present, null, 6_000);
  expect(away).toMatchObject({ presentSince: null, awaySince: 6_000 });
  expect(followPresence(away, null, 60_000).awaySince).toBe(6_000);
});

it("a registry that was never seen is away from the first look on", () => {
  expect(followPresence(NEVER_PRESENT, null, 7).awaySince).toBe(7);
});
