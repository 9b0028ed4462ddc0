import { expect, it } from "vitest";
import { placeMarks } from "./place-marks";

const hour = (n: number) => new Date(Date.UTC(2026, 10, 23, n)).toISOString();
const buckets = Array.from({ length: 24 }, (_, n) => ({ from: hour(n), to: hour(n + 1) }));

it("writes a word to the left where the right has no room", () => {
  expect(placeMarks([{ at: hour(23), label: "2.8.1 released" }], buckets, 480)).toEqual([
    { label: "2.8.1 released", x: 460, side: "left", showLabel: true },
  ]);
});

it("keeps the line and drops the word where two would meet", () => {
  const marks = [
    { at: hour(3), label: "paused by J. Tan" },
    { at: hour(2), label: "released" },
  ];
  expect(placeMarks(marks, buckets, 480).map(({ label, showLabel }) => [label, showLabel])).toEqual([
    ["released", true],
    ["paused by J. Tan", false],
  ]);
});

it("leaves out what lies outside the range", () => {
  expect(placeMarks([{ at: hour(30), label: "later" }], buckets, 480)).toEqual([]);
  expect(placeMarks([{ at: hour(3), label: "x" }], [], 480)).toEqual([]);
});
