import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { operationKey, operationPages, operationQuery } from "./operation-query";

const listAgents = { id: "listAgents", method: "GET", path: "/api/agents" };
const contract = {
  query: z.object({ q: z.string().optional(), cursor: z.string().optional() }),
  out: z.object({ items: z.array(z.object({ id: z.string() })), nextCursor: z.string().nullable() }),
};

function answerWith(pages: Record<string, unknown>): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    return Response.json(pages[address]);
  });
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("operationQuery", () => {
  it("begins its key with the operation's id, by which events find it", () => {
    expect(operationKey(listAgents)[0]).toBe("listAgents");
    expect(operationQuery<typeof contract>(listAgents, { query: { q: "a" } }).queryKey).toEqual([
      "listAgents",
      {},
      { q: "a" },
    ]);
  });
});

describe("operationPages", () => {
  it("follows the cursor to the end of the list, keeping the filter", async () => {
    const asked = answerWith({
      "/api/agents?q=a": { items: [{ id: "1" }], nextCursor: "c2" },
      "/api/agents?q=a&cursor=c2": { items: [{ id: "2" }], nextCursor: null },
    });
    const list = operationPages<typeof contract>(listAgents, { query: { q: "a" } });
    const { pages } = await new QueryClient().fetchInfiniteQuery({ ...list, pages: 5 });
    expect(asked).toEqual(["/api/agents?q=a", "/api/agents?q=a&cursor=c2"]);
    expect(pages.flatMap((page) => page.items.map((item) => item.id))).toEqual(["1", "2"]);
  });
});
