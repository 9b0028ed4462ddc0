import { afterAll, beforeAll, expect, test } from "vitest";
import { allOperations } from "@/server/contracts";
import type { Access, Operation } from "@/server/platform/contract";
import { stopHub } from "@/server/platform/events";
import { ask } from "./ask";
import { type Credentials, signedIn, withToken } from "./people";
import { OPENED_BY } from "./table";

const WHO = [
  "stranger",
  "agent token",
  "viewer",
  "operator",
  "admin",
  "viewer's token",
  "operator's token",
  "admin's token",
] as const;
type Who = (typeof WHO)[number];
type Verdict = "in" | "401" | "403";

/** Whom each class of operations lets in. `in` is any answer but 401 and 403. */
const VERDICTS: Record<Access, Record<Who, Verdict>> = {
  public: row("in", "in", "in", "in", "in", "in", "in", "in"),
  self: row("401", "401", "in", "in", "in", "403", "403", "403"),
  viewer: row("401", "401", "in", "in", "in", "in", "in", "in"),
  operator: row("401", "401", "403", "in", "in", "403", "in", "in"),
  admin: row("401", "401", "403", "403", "in", "403", "403", "in"),
};

function row(...verdicts: Verdict[]): Record<Who, Verdict> {
  return Object.fromEntries(WHO.map((who, at) => [who, verdicts[at]])) as Record<Who, Verdict>;
}

const credentials = new Map<Who, Credentials>();

beforeAll(async () => {
  credentials.set("stranger", {});
  credentials.set("agent token", await withToken("agent"));
  for (const role of ["viewer", "operator", "admin"] as const) {
    credentials.set(role, (await signedIn(role)).headers);
    credentials.set(`${role}'s token`, await withToken(role));
  }
});

afterAll(stopHub);

async function verdictOf(op: Operation, who: Who): Promise<string> {
  const response = await ask(op, credentials.get(who) ?? {});
  await response.body?.cancel();
  if (response.status === 401 || response.status === 403) return String(response.status);
  return response.status < 500 || response.status === 503 ? "in" : `${response.status}`;
}

/** They end the very session that asks, so they come last for each person. */
const ENDS_SESSIONS = new Set(["revokeMySession", "changeMyPassword", "revokeUserSessions"]);
const operations = allOperations().sort((a, b) => Number(ENDS_SESSIONS.has(a.id)) - Number(ENDS_SESSIONS.has(b.id)));

/** Throws for an operation without a line in the table. */
function openedBy(id: string): Access {
  const access = ACCESSES.find((least) => OPENED_BY[least].includes(id));
  if (!access) throw new Error(`${id} is in no line of tests/access/table.ts: say who may call it`);
  return access;
}

const ACCESSES = ["public", "self", "viewer", "operator", "admin"] as const;

test("the table names every operation once and nothing else", () => {
  const named = ACCESSES.flatMap((access) => OPENED_BY[access]);
  expect([...named].sort()).toEqual(operations.map(({ id }) => id).sort());
});

test.each(operations.map((op) => [op.id, op] as const))("%s lets in whom the table names", async (id, op) => {
  const verdicts = Object.fromEntries(await Promise.all(WHO.map(async (who) => [who, await verdictOf(op, who)])));
  expect(verdicts).toEqual(VERDICTS[openedBy(id)]);
});

const onOneObject = operations.filter((op) => op.path.includes("{"));

test.each(onOneObject.map((op) => [op.id, op] as const))(
  "%s: no such object outranks unusable input",
  async (_, op) => {
    const admin = (await signedIn("admin")).headers;
    const unusable = op.method === "GET" ? { query: "?unusable=1" } : { body: { unusable: 1 } };
    expect((await ask(op, admin, { ...unusable, headers: { "if-match": '"0"' } })).status).toBe(404);
  },
);

test("every verb of the API that changes something needs a role or a link", () => {
  const open = allOperations().filter(({ access, method }) => access === "public" && method !== "GET");
  expect(open.map(({ id }) => id)).toEqual(["redeemLink"]);
});
