import { expect, it } from "vitest";
import { allows, isCurrent, pages, settingsPages } from "./nav";

it("marks the page that one is on or below, and the Overview only at its own address", () => {
  const current = (path: string) => pages.filter((page) => isCurrent(page, path)).map((page) => page.title);
  expect(current("/")).toEqual(["Overview"]);
  expect(current("/agents/0199")).toEqual(["Agents"]);
  expect(current("/settings/connect")).toEqual(["Settings"]);
  expect(current("/agentsmith")).toEqual([]);
});

it("gives each key to one page only", () => {
  const keys = [...pages, ...settingsPages].flatMap((page) => page.key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});

it("ranks the roles", () => {
  expect(allows("admin", "operator")).toBe(true);
  expect(allows("viewer", "operator")).toBe(false);
});
