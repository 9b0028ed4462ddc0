import { expect, test } from "vitest";
import { shareAnswer } from "./shared-answer";

const LONG_MS = 60_000;

test("those who ask at once share one making", async () => {
  let made = 0;
  const make = async () => {
    made += 1;
    return made;
  };
  expect(await Promise.all([shareAnswer("a", LONG_MS, make), shareAnswer("a", LONG_MS, make)])).toEqual([1, 1]);
});

test("after its time it is made anew", async () => {
  let made = 0;
  const make = async () => {
    made += 1;
    return made;
  };
  await shareAnswer("b", 0, make);
  expect(await shareAnswer("b", 0, make)).toBe(2);
});

test("what failed is not kept", async () => {
  const failing = shareAnswer("c", LONG_MS, async () => {
    throw new Error("away");
  });
  await expect(failing).rejects.toThrow("away");
  expect(await shareAnswer("c", LONG_MS, async () => "back")).toBe("back");
});
