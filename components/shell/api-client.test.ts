import { afterEach, describe, expect, it, vi } from "vitest";
import { addressOf, call, Problem, problemOf } from "./api-client";

const getAgent = { id: "getAgent", method: "get", path: "/api/agents/{id}" };

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("addressOf", () => {
  it("encodes what goes into the path", () => {
    expect(addressOf(getAgent, { id: "../x y" }, undefined)).toBe("/api/agents/..%2Fx%20y");
  });

  it("repeats lists and leaves out what is not set", () => {
    expect(
      addressOf({ ...getAgent, path: "/api/agents" }, undefined, { tag: ["a", "b"], q: undefined, limit: 50 }),
    ).toBe("/api/agents?tag=a&tag=b&limit=50");
  });
});

describe("problemOf", () => {
  it("keeps every field of a problem", async () => {
    const body = {
      type: "t",
      title: "Busy",
      detail: "restore r1 runs",
      errors: [{ path: "a", message: "b" }],
      requestId: "q1",
    };
    const response = new Response(JSON.stringify(body), {
      status: 409,
      headers: { "content-type": "application/problem+json" },
    });
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ ...body, status: 409 });
  });

  it("says what it can about a proxy's page", async () => {
    const problem = await problemOf(new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect(problem.title).toBe("HTTP 502");
    expect(problem.detail).not.toContain("<h1>");
  });
});

describe("call", () => {
  it("turns a lost connection into a problem with words", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
    await expect(call(getAgent, {})).rejects.toBeInstanceOf(Problem);
  });

  it("lets a cancelled request stay cancelled", async () => {
    const cancelled = new DOMException("gone", "AbortError");
    vi.stubGlobal("fetch", () => Promise.reject(cancelled));
    await expect(call(getAgent, {})).rejects.toBe(cancelled);
  });
});
