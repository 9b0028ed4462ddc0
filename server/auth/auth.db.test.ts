import { beforeAll, expect, test } from "vitest";
import { contract as audit } from "@/server/audit/contract";
import type { Ctx } from "@/server/platform/context";
import { pool } from "@/server/platform/db";
import { stopHub } from "@/server/platform/events";
import { newId } from "@/server/platform/ids";
import { contract as system } from "@/server/system/contract";
import { ask } from "@/tests/access/ask";
import { type Credentials, signedIn, withToken } from "@/tests/access/people";
import { contract } from "./contract";
import { firstAdminLink } from "./first-admin";
import { hashPassword } from "./password";
import { signIn } from "./sign-in";

const PASSWORD = "correct horse battery";
let admin: Credentials;

beforeAll(async () => {
  admin = (await signedIn("admin")).headers;
});

const from = (ip: string): Ctx => ({ actor: { kind: "stranger" }, requestId: newId(), ip });

async function userWithPassword(role = "viewer"): Promise<{ id: string; email: string }> {
  const id = newId();
  const email = `${id}@example.test`;
  await pool().query(`INSERT INTO app_user (id, email, name, role, password_hash) VALUES ($1, $2, 'U', $3, $4)`, [
    id,
    email,
    role,
    await hashPassword(PASSWORD),
  ]);
  return { id, email };
}

const attempt = (email: string, password: string, ip = newId()) =>
  signIn({ ctx: from(ip), input: { email, password, userAgent: "test" } });

async function actionsOn(objectId: string): Promise<string[]> {
  const { rows } = await pool().query<{ action: string }>(`SELECT action FROM audit WHERE object_id = $1 ORDER BY id`, [
    objectId,
  ]);
  return rows.map(({ action }) => action);
}

test("the right password opens a session, whatever the case of the e-mail, and the trail has it", async () => {
  const { id, email } = await userWithPassword();
  const opened = await attempt(email.toUpperCase(), PASSWORD);
  expect(opened?.userId).toBe(id);
  expect(await actionsOn(id)).toEqual(["session.open"]);
});

test("a wrong password, a wrong e-mail and a disabled account get the same answer", async () => {
  const { id, email } = await userWithPassword();
  expect(await attempt(email, "wrong")).toBeNull();
  expect(await attempt("nobody@example.test", PASSWORD)).toBeNull();
  await pool().query(`UPDATE app_user SET disabled_at = now() WHERE id = $1`, [id]);
  expect(await attempt(email, PASSWORD)).toBeNull();
});

test("after five wrong guesses one address waits, and another may still come in", async () => {
  const { email } = await userWithPassword();
  for (let at = 0; at < 5; at += 1) await attempt(email, "wrong", "10.0.0.1");
  expect(await attempt(email, PASSWORD, "10.0.0.1")).toBeNull();
  expect(await attempt(email, PASSWORD, "10.0.0.2")).not.toBeNull();
});

test("a new role ends the user's sessions at once", async () => {
  const person = await signedIn("operator");
  expect((await ask(contract.getMe, person.headers)).status).toBe(200);
  await ask(contract.updateUser, admin, { params: { id: person.userId }, body: { role: "viewer" } });
  expect((await ask(contract.getMe, person.headers)).status).toBe(401);
  expect(await actionsOn(person.userId)).toEqual(["user.update"]);
});

test("a revoked session hears no more events", async () => {
  const person = await signedIn("viewer");
  const stream = await ask(system.streamEvents, person.headers);
  const reader = stream.body?.getReader();
  await reader?.read();
  await ask(contract.revokeUserSessions, admin, { params: { id: person.userId } });
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
  }
  await stopHub();
});

test("the last admin can be neither disabled nor made less", async () => {
  await pool().query(`UPDATE app_user SET disabled_at = now() WHERE role = 'admin'`);
  const last = await signedIn("admin");
  for (const body of [{ disabled: true }, { role: "viewer" }])
    expect((await ask(contract.updateUser, last.headers, { params: { id: last.userId }, body })).status).toBe(422);
  await pool().query(`UPDATE app_user SET disabled_at = NULL WHERE role = 'admin'`);
});

test("a new password ends the other sessions and keeps this one", async () => {
  const { id } = await userWithPassword();
  const [here, there] = [await signedIn("viewer"), await signedIn("viewer")];
  await pool().query(`UPDATE user_session SET user_id = $1 WHERE id = ANY($2)`, [
    id,
    [here.sessionId, there.sessionId],
  ]);
  const changed = await ask(contract.changeMyPassword, here.headers, {
    body: { current: PASSWORD, next: "another long password" },
  });
  expect(changed.status).toBe(200);
  expect([(await ask(contract.getMe, here.headers)).status, (await ask(contract.getMe, there.headers)).status]).toEqual(
    [200, 401],
  );
});

test("a link sets a password once", async () => {
  const made = await ask(contract.createUser, admin, {
    body: { email: `${newId()}@example.test`, name: "New", role: "viewer" },
  });
  const { user, link } = await made.json();
  const body = { link: new URL(link.url).hash.slice(1), password: "a password of theirs" };
  expect((await ask(contract.redeemLink, {}, { body })).status).toBe(200);
  expect((await ask(contract.redeemLink, {}, { body })).status).toBe(422);
  expect(await attempt(user.email, "a password of theirs")).not.toBeNull();
});

test("there is no link for a first admin once there is a user", async () => {
  expect(await firstAdminLink()).toBeNull();
});

test("two users cannot have one e-mail", async () => {
  const { email } = await userWithPassword();
  const again = await ask(contract.createUser, admin, {
    body: { email: email.toUpperCase(), name: "Twin", role: "viewer" },
  });
  expect(again.status).toBe(409);
});

test("a change under a cookie must come from our own pages", async () => {
  const { headers } = await signedIn("viewer");
  const body = { name: "Evil" };
  const status = async (more: Record<string, string>) =>
    (await ask(contract.updateMe, { ...headers, ...more }, { body })).status;
  expect(await status({ origin: "https://evil.test" })).toBe(403);
  expect(await status({ origin: "null" })).toBe(403);
  expect(await status({})).toBe(200);
});

test("a token works until it is revoked, is shown once and kept as a hash", async () => {
  const made = await (
    await ask(contract.createToken, admin, { body: { kind: "api", name: "ci", role: "viewer" } })
  ).json();
  const { rows } = await pool().query(`SELECT 1 FROM token WHERE position($1 in encode(token_hash, 'escape')) > 0`, [
    made.token,
  ]);
  expect(rows).toEqual([]);
  const listed = await (await ask(contract.listTokens, admin)).json();
  expect(JSON.stringify(listed)).not.toContain(made.token);
  await ask(contract.revokeToken, admin, { params: { id: made.item.id } });
  expect((await ask(contract.getMe, { authorization: `Bearer ${made.token}` })).status).toBe(401);
  expect(await actionsOn(made.item.id)).toEqual(["token.create", "token.revoke"]);
});

test("an API token is refused in another's place: as an agent's", async () => {
  expect((await ask(contract.getMe, await withToken("agent"))).status).toBe(401);
});

test("another's session cannot be ended by its id, and stays", async () => {
  const [one, another] = [await signedIn("viewer"), await signedIn("viewer")];
  const ended = await ask(contract.revokeMySession, one.headers, { params: { id: another.sessionId } });
  expect(ended.status).toBe(404);
  expect((await ask(contract.getMe, another.headers)).status).toBe(200);
});

test("a token that has ended opens nothing, and one that would have ended already is not made", async () => {
  const made = async (expiresAt: Date) =>
    ask(contract.createToken, admin, {
      body: { kind: "api", name: "ends", role: "viewer", expiresAt: expiresAt.toISOString() },
    });
  expect((await made(new Date(Date.now() - 1_000))).status).toBe(400);
  const { token, item } = await (await made(new Date(Date.now() + 60_000))).json();
  await pool().query(`UPDATE token SET expires_at = now() - interval '1 second' WHERE id = $1`, [item.id]);
  expect((await ask(contract.getMe, { authorization: `Bearer ${token}` })).status).toBe(401);
});

test("a denial is in the trail", async () => {
  const viewer = await signedIn("viewer");
  await ask(contract.listUsers, viewer.headers);
  const entries = await (await ask(audit.listAudit, admin, { query: "?action=access" })).json();
  expect(entries.items[0]).toMatchObject({ action: "access.deny", objectId: "listUsers", actor: "A viewer" });
});

test("an id of nothing is 404, also when the body is unusable", async () => {
  expect((await ask(contract.updateUser, admin, { body: { role: "king" } })).status).toBe(404);
  expect((await ask(contract.updateUser, admin, { params: { id: "1" }, body: { role: "king" } })).status).toBe(404);
});

test("unusable input names each field", async () => {
  const response = await ask(contract.createUser, admin, { body: { email: "x", name: "", role: "king", more: 1 } });
  const problem = await response.json();
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(problem.errors.map(({ path }: { path: string }) => path)).toEqual(["email", "name", "role", ""]);
});

test("a list goes on where its cursor ended, also when new ones came", async () => {
  for (let at = 0; at < 3; at += 1) await userWithPassword();
  const first = await (await ask(contract.listUsers, admin, { query: "?limit=2" })).json();
  await userWithPassword();
  const second = await (await ask(contract.listUsers, admin, { query: `?limit=2&cursor=${first.nextCursor}` })).json();
  const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(4);
  expect([...ids].sort().reverse()).toEqual(ids);
  expect((await ask(contract.listUsers, admin, { query: "?cursor=bm90" })).status).toBe(400);
});
