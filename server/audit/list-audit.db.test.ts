import { expect, test } from "vitest";
import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { ask } from "@/tests/access/ask";
import { type Credentials, signedIn } from "@/tests/access/people";
import { contract } from "./contract";

interface Entry {
  id: string;
  action: string;
}

async function record(action: string, actor: string, at: string): Promise<void> {
  await pool().query(
    `INSERT INTO audit (at, actor_kind, actor_id, actor_name, action) VALUES ($1, 'user', $2, $3, $4)`,
    [at, `id of ${actor}`, actor, action],
  );
}

async function list(
  admin: Credentials,
  query: Record<string, string>,
): Promise<{ items: Entry[]; nextCursor: string }> {
  return (await ask(contract.listAudit, admin, { query: `?${new URLSearchParams(query)}` })).json();
}

test("the trail is narrowed by who, by what and by when, each of them exactly", async () => {
  const admin = (await signedIn("admin")).headers;
  const [mara, jonas] = [newId(), newId()];
  await record("agent.pause", mara, "2026-01-01T00:00:00Z");
  await record("agent.resume", mara, "2026-01-02T00:00:00Z");
  await record("agents.other", jonas, "2026-01-03T00:00:00Z");
  const actions = async (query: Record<string, string>) => (await list(admin, query)).items.map(({ action }) => action);
  expect(await actions({ actor: mara })).toEqual(["agent.resume", "agent.pause"]);
  expect(await actions({ actor: `id of ${mara}` })).toEqual(["agent.resume", "agent.pause"]);
  expect(await actions({ action: "agent" })).toEqual(["agent.resume", "agent.pause"]);
  expect(await actions({ action: "agent.pause" })).toEqual(["agent.pause"]);
  expect(await actions({ from: "2026-01-02T00:00:00Z", to: "2026-01-03T00:00:00Z" })).toEqual(["agent.resume"]);
});

test("pages of the trail neither repeat nor miss an entry while others come", async () => {
  const admin = (await signedIn("admin")).headers;
  const actor = newId();
  for (let at = 0; at < 5; at += 1) await record(`deed.${at}`, actor, "2026-02-01T00:00:00Z");
  const first = await list(admin, { actor, limit: "3" });
  await record("deed.new", actor, "2026-02-01T00:00:00Z");
  const second = await list(admin, { actor, limit: "3", cursor: first.nextCursor });
  expect([...first.items, ...second.items].map(({ action }) => action)).toEqual(
    [4, 3, 2, 1, 0].map((n) => `deed.${n}`),
  );
  expect(second.nextCursor).toBeNull();
});
