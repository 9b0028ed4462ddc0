import { describe, expect, it } from "vitest";
import { keepsTheProbeContract, listenFor, lookAt } from "@/tests/probe-contract";
import { httpProbe, judgeAnswer } from "./http";
import { probesByKind } from "./register";

describe.each([...probesByKind.values()].map((probe) => [probe.kind, probe] as const))(
  "the %s probe",
  (_kind, probe) => {
    keepsTheProbeContract(probe);
  },
);

const answer = (status: number, body: string) =>
  judgeAnswer({ status, body: Buffer.from(body), headers: {}, ms: 7, address: "127.0.0.1" });

describe("an answer of /health", () => {
  it.each([
    [200, '{"status":"healthy","timestamp":"2026-02-04T12:00:00"}', "ok", "ok"],
    [200, '{"status":"alive"}', "ok", "ok"],
    [200, '{"status":"OK"}', "ok", "ok"],
    [200, '{"status":"ready"}', "ok", "ok"],
    [200, '{"status":"up"}', "ok", "ok"],
    [200, "OK", "ok", "ok"],
    [200, "", "ok", "ok"],
    [200, "<html>", "ok", "ok"],
    [200, '{"status":"degraded"}', "soft", "says degraded"],
    [200, '{"status":"Warning"}', "soft", "says warning"],
    [200, '{"status":"failing"}', "bad", 'says "failing"'],
    [200, '{"status":null}', "bad", 'says "null"'],
    [204, "", "bad", "answered 204"],
    [302, "", "bad", "redirected (302)"],
    [401, "", "bad", "answered 401"],
    [500, '{"status":"healthy"}', "bad", "answered 500"],
    [503, "", "bad", "answered 503"],
  ])("%d %j is %s", (status, body, kind, words) => {
    expect(answer(status, body)).toMatchObject({ kind, words, latencyMs: 7 });
  });

  it("cannot smuggle a long or a broken word into the reason", () => {
    const { words } = answer(200, JSON.stringify({ status: `\u0000\u202e\n${"x".repeat(100_000)}` }));
    expect(words.length).toBeLessThan(80);
    expect(words).not.toContain("\u0000");
    expect(words).not.toContain("\n");
  });
});

it("a peer that lies about its length is cut off, not believed", async () => {
  const port = await listenFor((socket) => {
    socket.once("data", () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"status":"healthy"}'));
  });
  expect(await lookAt(httpProbe, port)).toMatchObject({ kind: "bad", words: "cut off" });
});
