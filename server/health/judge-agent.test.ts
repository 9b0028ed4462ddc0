import { describe, expect, it } from "vitest";
import { proofSeed, proofTimes, seededRandom } from "@/tests/harness/proof";
import { judgeAgent, noteBlindGap, type World } from "./judge-agent";
import { observeProbe } from "./probe-witness";
import type { ProbeOutcome } from "./probes/define-probe";
import { newlyWatched, type Span, type WatchedAgent } from "./watched-agent";

const TTL = 20;
const GRACE = 5;
const INTERVAL = 10;
const ok: ProbeOutcome = { kind: "ok", latencyMs: 5, words: "ok", detail: null };
const refused: ProbeOutcome = { kind: "bad", latencyMs: null, words: "refused", detail: "refused" };

function watched(): WatchedAgent {
  return newlyWatched(
    {
      id: "a",
      name: "a",
      shard: 0,
      environmentId: "e",
      target: { scheme: "http", host: "a", port: 1, basePath: "" },
      probe: { kind: "http", enabled: true, path: "/health", intervalMs: INTERVAL * 1_000, timeoutMs: 5_000 },
      discovery: "registry",
      registryId: "r",
      ttlMs: TTL * 1_000,
      firstSeenAt: 0,
      retired: null,
      paused: null,
    },
    null,
  );
}

const worldAt = (seconds: number, extra: Partial<World> = {}): World => ({
  now: seconds * 1_000,
  registry: { presentSince: 0, awaySince: null },
  upstreams: new Map(),
  impairment: null,
  clearedAt: 0,
  ...extra,
});

function beat(agent: WatchedAgent, seconds: number) {
  agent.lastBeatAt = seconds * 1_000;
  judgeAgent(agent, worldAt(seconds));
}

function probe(agent: WatchedAgent, seconds: number, outcome: ProbeOutcome, extra: Partial<World> = {}) {
  agent.probe = observeProbe(agent.probe, outcome, seconds * 1_000);
  judgeAgent(agent, worldAt(seconds, extra));
}

const story = (agent: WatchedAgent) => agent.unwritten.spans.map(({ status, from }) => `${status} ${from / 1_000}`);

describe("an agent that dies", () => {
  it("is degraded from the first failure on, down from its heartbeat's deadline on, and healthy at its first sign", () => {
    const agent = watched();
    beat(agent, 1);
    probe(agent, 3, ok);
    probe(agent, 13, refused);
    expect(agent.status).toBe("healthy");
    probe(agent, 15, refused);
    expect(agent).toMatchObject({ status: "degraded", reason: "heartbeat fresh, probe refused, 2 of 2" });
    judgeAgent(agent, worldAt(29));
    expect(agent).toMatchObject({ status: "down", reason: "heartbeat late, probe refused, 2 of 2" });
    expect(agent.unwritten.incidents).toMatchObject([
      { kind: "open", severity: "critical", at: 26_000, lastOkAt: 3_000 },
    ]);
    probe(agent, 33, ok);
    beat(agent, 34);
    expect(story(agent)).toEqual(["unknown 0", "healthy 1", "degraded 13", "down 26", "degraded 33", "healthy 34"]);
    expect(agent.unwritten.incidents.at(-1)).toMatchObject({ kind: "close", text: "recovered", at: 34_000 });
  });
});

describe("a blind prober", () => {
  const impaired = { impairment: { since: 15_000, reason: "" } };

  it("leaves the judgement to the heartbeats", () => {
    const agent = watched();
    beat(agent, 1);
    probe(agent, 13, refused);
    probe(agent, 15, refused, impaired);
    expect(agent.status).toBe("healthy");
    judgeAgent(agent, worldAt(30, impaired));
    expect(agent).toMatchObject({ status: "down", reason: "heartbeat late, prober impaired" });
  });

  it("knows nothing when the registry is away too", () => {
    const agent = watched();
    beat(agent, 1);
    judgeAgent(agent, worldAt(16, { ...impaired, registry: { presentSince: null, awaySince: 16_000 } }));
    expect(agent).toMatchObject({ status: "unknown", reason: "registry away, prober impaired" });
  });
});

describe("a gap in the watch", () => {
  it("of an interval or more is unknown time, and what was seen before it no longer counts", () => {
    const agent = watched();
    beat(agent, 1);
    probe(agent, 3, refused);
    noteBlindGap(agent, 5_000, 15_000);
    judgeAgent(agent, worldAt(15));
    probe(agent, 16, refused);
    expect(story(agent)).toEqual(["unknown 0", "healthy 1", "unknown 5", "healthy 15"]);
  });

  it("shorter than an interval is none", () => {
    const agent = watched();
    beat(agent, 1);
    noteBlindGap(agent, 5_000, 14_999);
    expect(agent.status).toBe("healthy");
  });
});

describe("a pause", () => {
  const paused = { at: 5_000, until: null, reason: "upgrade" };

  it("is judged by nobody, and ends in unknown until somebody has looked", () => {
    const agent = watched();
    beat(agent, 1);
    agent.facts = { ...agent.facts, paused };
    judgeAgent(agent, worldAt(40));
    expect(agent).toMatchObject({ status: "paused", reason: "upgrade" });
    agent.facts = { ...agent.facts, paused: null };
    judgeAgent(agent, worldAt(50));
    judgeAgent(agent, worldAt(52));
    expect(agent.status).toBe("unknown");
    probe(agent, 53, ok);
    expect(agent.status).toBe("degraded");
    beat(agent, 54);
    expect(story(agent)).toEqual(["unknown 0", "healthy 1", "paused 5", "unknown 50", "degraded 53", "healthy 54"]);
  });

  it("ends by itself at its time", () => {
    const agent = watched();
    beat(agent, 1);
    agent.facts = { ...agent.facts, paused: { ...paused, until: 60_000 } };
    judgeAgent(agent, worldAt(59));
    expect(agent.status).toBe("paused");
    judgeAgent(agent, worldAt(60));
    expect(agent.status).toBe("unknown");
  });

  it("keeps the open incident, muted, and hears it again afterwards", () => {
    const agent = watched();
    judgeAgent(agent, worldAt(30));
    agent.facts = { ...agent.facts, paused: { ...paused, at: 31_000 } };
    judgeAgent(agent, worldAt(31));
    agent.facts = { ...agent.facts, paused: null };
    judgeAgent(agent, worldAt(40));
    expect(agent.unwritten.incidents.map(({ kind }) => kind)).toEqual(["open", "mute", "unmute"]);
  });
});

describe("an agent that leaves", () => {
  it("is retired without an incident, and unknown until seen when it comes back", () => {
    const agent = watched();
    beat(agent, 1);
    agent.facts = { ...agent.facts, retired: { at: 5_000, reason: "deregistered" } };
    judgeAgent(agent, worldAt(6));
    judgeAgent(agent, worldAt(90));
    agent.facts = { ...agent.facts, retired: null };
    judgeAgent(agent, worldAt(100));
    beat(agent, 101);
    expect(story(agent)).toEqual(["unknown 0", "healthy 1", "retired 5", "unknown 100", "healthy 101"]);
    expect(agent.unwritten.incidents).toEqual([]);
  });
});

/** The same rules said once more, second by second and from the whole history, with no memory but what is painted. */
class BruteForce {
  readonly painted: string[] = ["unknown"];
  #openAt = 0;
  #floor = 0;
  #fresh: { from: number; until: number }[] = [];
  #lookedAt = 0;
  outcomes: { at: number; ok: boolean }[] = [];

  /** A lateness that began and ended while nobody looked was never seen. */
  beat(at: number) {
    const last = this.#fresh.at(-1);
    if (last && last.until > this.#lookedAt) last.until = Math.max(last.until, at);
    this.#fresh.push({ from: at, until: at + TTL + GRACE });
  }

  second(t: number) {
    this.#lookedAt = t;
    this.painted[t] = this.painted[t - 1] ?? "unknown";
    for (let s = Math.max(this.#openAt, this.#floor); s <= t; s++) this.#paint(s, this.#statusAt(s));
  }

  blind(from: number, to: number) {
    if (to - from < INTERVAL) return this.#fill(to, this.painted[from] ?? "unknown");
    for (let s = from; s <= to; s++) this.#paint(s, "unknown");
    this.outcomes = [];
    this.#floor = to;
  }

  #fill(to: number, status: string) {
    for (let s = this.painted.length; s <= to; s++) this.painted[s] = status;
  }

  #paint(s: number, status: string) {
    if (this.painted[s - 1] !== status) this.#openAt = s;
    this.painted[s] = status;
  }

  #statusAt(s: number): string {
    const beatOk = this.#fresh.some(({ from, until }) => from <= s && s < until);
    const beatBad = !beatOk && s >= TTL + GRACE;
    const seen = this.#probeAt(s);
    if (beatOk || seen === "ok") return beatBad || seen === "bad" ? "degraded" : "healthy";
    return beatBad || seen === "bad" ? "down" : "unknown";
  }

  #probeAt(s: number): "ok" | "bad" | null {
    let believed: "ok" | "bad" | null = null;
    for (let i = 0; i < this.outcomes.length; i++) {
      const outcome = this.outcomes[i];
      if (!outcome || outcome.at > s) break;
      const confirmed = this.outcomes[i - 1]?.ok === false || this.outcomes[i + 1]?.ok === false;
      if (outcome.ok) believed = "ok";
      else if (confirmed) believed = "bad";
    }
    return believed;
  }
}

type Day = { alive: boolean; reachable: boolean; watchedUntil: number; blindUntil: number };

function changeWeather(day: Day, t: number, random: () => number) {
  if (random() < 0.03) day.alive = !day.alive;
  if (random() < 0.03) day.reachable = !day.reachable;
  if (t > day.blindUntil && random() < 0.01) {
    day.watchedUntil = t - 1;
    day.blindUntil = t + Math.floor(random() * 30);
  }
}

function runDay(seed: number): { spans: Span[]; painted: string[] } {
  const random = seededRandom(seed);
  const agent = watched();
  const model = new BruteForce();
  const day: Day = { alive: true, reachable: true, watchedUntil: 0, blindUntil: 0 };
  let nextProbe = 3;
  for (let t = 1; t <= 900; t++) {
    changeWeather(day, t, random);
    if (day.alive && t % 5 === 0) agent.lastBeatAt = t * 1_000;
    if (t < day.blindUntil) continue;
    // Of the beats that came while nobody watched, the last is all that is kept.
    if (agent.lastBeatAt !== null) model.beat(agent.lastBeatAt / 1_000);
    if (t === day.blindUntil) {
      noteBlindGap(agent, day.watchedUntil * 1_000, t * 1_000);
      model.blind(day.watchedUntil, t);
      nextProbe = Math.max(nextProbe, t + 1);
    } else if (t >= nextProbe) {
      const answers = day.alive && day.reachable;
      agent.probe = observeProbe(agent.probe, answers ? ok : refused, t * 1_000);
      model.outcomes.push({ at: t, ok: answers });
      nextProbe = agent.probe.failures === 1 ? t + 2 : t + INTERVAL;
    }
    judgeAgent(agent, worldAt(t));
    model.second(t);
  }
  return { spans: agent.unwritten.spans, painted: model.painted };
}

function statusesOf(spans: Span[], seconds: number): string[] {
  return Array.from(
    { length: seconds },
    (_, s) => spans.findLast(({ from }) => from <= s * 1_000 + 999)?.status ?? "none",
  );
}

describe("the spans of random days", () => {
  const days = Array.from({ length: proofTimes({ small: 200, full: 10_000 }) }, (_, i) => proofSeed() + i);

  it.each(days)("equal a second-by-second model (seed %d)", (daySeed) => {
    const { spans, painted } = runDay(daySeed);
    expect(statusesOf(spans, painted.length)).toEqual(painted);
    for (const [i, span] of spans.entries()) {
      const next = spans[i + 1];
      if (next) expect(next.from > span.from && next.status !== span.status).toBe(true);
    }
  });
});
