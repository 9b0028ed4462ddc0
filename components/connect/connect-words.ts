import type { Connection } from "./queries";

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** The page's sentence: who has come and who waits. */
export function connectVerdict({ agents, waiting, refused }: Connection): { loud: string; rest: string } {
  if (agents.total === 0 && waiting === 0 && refused === 0)
    return { loud: "No agent has registered yet.", rest: "Give one the address below and start it." };
  const parts = [`${plural(agents.reporting, "agent reports", "agents report")}`];
  if (waiting > 0) parts.push(`${waiting} ${waiting === 1 ? "waits" : "wait"} for you`);
  if (refused > 0) parts.push(`${refused} ${refused === 1 ? "was" : "were"} refused today`);
  return { loud: `${parts.join(", ")}.`, rest: "" };
}

interface Knocked {
  state: string;
  reason: string;
  from: string;
}

/** What to do about one who knocked: what is so, and the cure. An agent whose first registration fails never tries again. */
export function cureOf({ state, reason, from }: Knocked): { what: string; cure: string } {
  if (state === "pending") return { what: "No token.", cure: `Admit it if you know ${from}. It needs no restart.` };
  if (state === "banned") return { what: "Banned.", cure: "It is refused from this address until somebody admits it." };
  const cure =
    CURES.find(({ of }) => reason.includes(of))?.cure ??
    "Give it the address above and restart it: it will not try again.";
  return { what: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`, cure };
}

const CURES = [
  { of: "another environment", cure: "Give it a token of its own environment, or another id, and restart it." },
  { of: "agents already", cure: "Make a token that allows more agents, and restart it with that." },
  { of: "may not be used from", cure: "Allow its network in a new token, and restart it with that." },
  { of: "outside the fleet", cure: "Give it the address above with a token, or allow its network, then restart it." },
  { of: "of the fleet", cure: "Another process uses this id without its token: stop it, or give it the token." },
  { of: "too many wait", cure: "Admit or ban those that wait, then restart it." },
];
