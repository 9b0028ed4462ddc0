import { z } from "zod";
import type { HttpAnswer } from "@/server/platform/http";
import { HttpFault, hostUrl } from "@/server/platform/http";
import { defineProbe, type ProbeOutcome } from "./define-probe";

const READY = new Set(["healthy", "alive", "ok", "ready", "up"]);
const SOFT = new Set(["degraded", "warning"]);

/** `GET` of the agent's health path. */
export const httpProbe = defineProbe({
  kind: "http",
  config: z.object({ path: z.string(), timeoutMs: z.number() }),
  async run(target, { config, signal, http }) {
    try {
      const url = hostUrl({ ...target, path: `${target.basePath}${config.path}` });
      const request = { policy: "fleet", timeoutMs: config.timeoutMs, maxBytes: 64 * 1024, signal } as const;
      return judgeAnswer(await http(url, { ...request, headers: { accept: "application/json" } }));
    } catch (error) {
      if (error instanceof HttpFault) return judgeFault(error);
      throw error;
    }
  },
});

/** 200 with a ready word or without JSON is ok; a word of warning is soft; all else is bad. */
export function judgeAnswer({ status, body, ms: latencyMs }: HttpAnswer): ProbeOutcome {
  if (status !== 200)
    return bad(latencyMs, status >= 300 && status < 400 ? `redirected (${status})` : `answered ${status}`);
  const word = statusWord(body);
  if (word === undefined || READY.has(word)) return { kind: "ok", latencyMs, words: "ok", detail: null };
  if (SOFT.has(word)) return { kind: "soft", latencyMs, words: `says ${word}`, detail: `says ${word}` };
  return bad(latencyMs, `says ${JSON.stringify(word.slice(0, 40))}`);
}

function bad(latencyMs: number | null, words: string, detail = words): ProbeOutcome {
  return { kind: "bad", latencyMs, words, detail };
}

/** The `status` of a JSON body in lower case; undefined where the body is no JSON object that has one as a string. */
function statusWord(body: Buffer): string | undefined {
  const parsed = parseJson(body.toString("utf8"));
  if (typeof parsed !== "object" || parsed === null || !("status" in parsed)) return undefined;
  const { status } = parsed;
  return typeof status === "string" ? status.toLowerCase() : String(status);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A health page need not be JSON.
    return undefined;
  }
}

const FAULT_WORDS: Record<HttpFault["faultClass"], string> = {
  dns: "name unknown",
  refused: "refused",
  timeout: "timed out",
  tls: "failed in TLS",
  reset: "cut off",
  http: "failed",
  policy: "not allowed",
  too_large: "answered too much",
  protocol: "answered no HTTP",
};

function judgeFault(fault: HttpFault): ProbeOutcome {
  if (fault.faultClass === "policy")
    return { kind: "absent", latencyMs: null, words: `not probed: ${fault.message}`, detail: fault.message };
  return bad(null, FAULT_WORDS[fault.faultClass], fault.message);
}
