export type WitnessState = "ok" | "bad" | "soft" | "blind" | "absent";

/** What one witness says, in words, and since when (ms of the database's clock). */
export type Witness = { state: WitnessState; reason: string; since: number };

export type LiveStatus = "healthy" | "degraded" | "down" | "unknown";

export type Verdict = { status: LiveStatus; reason: string };

/**
 * The one place where two witnesses become one verdict. `soft` is an agent that answers and calls itself degraded:
 * it can never make "down", for it answered.
 */
export function decideStatus(heartbeat: Witness, probe: Witness): Verdict {
  return { status: statusOf(heartbeat.state, probe.state), reason: reasonOf(heartbeat, probe) };
}

function statusOf(heartbeat: WitnessState, probe: WitnessState): LiveStatus {
  const states = [heartbeat, probe];
  const ok = states.includes("ok");
  const bad = states.includes("bad");
  if (states.includes("soft")) return "degraded";
  if (ok) return bad ? "degraded" : "healthy";
  return bad ? "down" : "unknown";
}

function reasonOf(heartbeat: Witness, probe: Witness): string {
  const said = [heartbeat, probe].filter((witness) => witness.state !== "absent" || witness.reason !== "");
  return said.map((witness) => witness.reason).join(", ") || "nobody can tell";
}

export type Transition = Verdict & { at: number };

/**
 * The statuses gone through when the witnesses changed from `before` to `after`, in the order in which the changes
 * took effect, so that an agent that lost both witnesses was degraded before it was down.
 */
export function transitionsBetween(before: Witnesses, after: Witnesses): Transition[] {
  const changes = (["heartbeat", "probe"] as const)
    .filter((name) => before[name].state !== after[name].state)
    .sort((a, b) => after[a].since - after[b].since);
  const current = { ...before };
  return changes.map((name) => {
    current[name] = after[name];
    return { ...decideStatus(current.heartbeat, current.probe), at: after[name].since };
  });
}

export type Witnesses = { heartbeat: Witness; probe: Witness };
