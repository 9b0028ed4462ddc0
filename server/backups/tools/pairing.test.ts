import { expect, test } from "vitest";
import { loadsInto, pairDump, pairRestore } from "./pairing";

test.each([
  { server: 15, installed: [14, 15, 16, 18], tool: 15, why: "its own major" },
  { server: 15, installed: [18, 17, 16], tool: 16, why: "16 before 17, in any order" },
  { server: 15, installed: [18, 17], tool: 17, why: "the nearest newer one" },
  { server: 17, installed: [16, 18], tool: 18, why: "never an older one" },
  { server: 18, installed: [14, 15, 16, 17], tool: null, why: "only older ones: none" },
  { server: 15, installed: [], tool: null, why: "nothing installed: none" },
])("dumps a server $server with $tool of $installed: $why", ({ server, installed, tool }) => {
  expect(pairDump(server, installed)).toBe(tool);
});

const filtered = "without-transaction-timeout";

test.each([
  { server: 15, by: 15, installed: [15, 16], tool: 15, route: "direct" },
  { server: 15, by: 16, installed: [15, 16, 17], tool: 16, route: "direct" },
  { server: 15, by: 15, installed: [17, 18], tool: 17, route: filtered },
  { server: 16, by: 18, installed: [16, 18], tool: 18, route: filtered },
  { server: 17, by: 15, installed: [16, 17], tool: 17, route: "direct" },
  { server: 17, by: 18, installed: [17, 18], tool: 18, route: "direct" },
])("restores what $by dumped into $server with $tool, $route", (row) => {
  const { server, by, installed, tool, route } = row;
  expect(pairRestore(server, by, installed)).toEqual({ tool, route });
});

test("finds no tool for an archive that is newer than every tool", () => {
  expect(pairRestore(15, 18, [15, 16, 17])).toBeNull();
});

test("loads an older database into a newer server, never the other way", () => {
  expect([loadsInto(14, 15), loadsInto(15, 15), loadsInto(16, 15)]).toEqual([true, true, false]);
});
