import { expect, it } from "vitest";
import { paint } from "./paint";

const fleet = [
  "article-writer",
  "invoice-triage",
  "support-router",
  "contract-review",
  "lead-enricher",
  "product-tagger",
];

it("paints the same name alike whatever the order it comes in", () => {
  const forth = paint(fleet);
  const back = paint([...fleet].reverse());
  for (const name of fleet) expect(back.get(name)).toBe(forth.get(name));
});

it("gives eight names eight colours", () => {
  expect(new Set(paint([...fleet, "ticket-summarizer", "meeting-notes"]).values()).size).toBe(8);
});

it("leaves the first by name its own colour when others collide with it", () => {
  expect(paint(fleet).get("article-writer")).toBe(paint(["article-writer"]).get("article-writer"));
});

it("paints two hundred without end", () => {
  expect(paint(Array.from({ length: 200 }, (_, index) => `w${index}`)).size).toBe(200);
});
