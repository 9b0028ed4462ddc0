import { expect, test } from "vitest";
import { pool } from "@/server/platform/db";
import { recordAudit } from "./audit";
import { systemContext } from "./context";

test("the trail keeps who did what to which object", async () => {
  const ctx = systemContext("test");
  await recordAudit(pool(), ctx, {
    action: "agent.pause",
    object: { type: "agent", id: "a1" },
    before: { paused: false },
    after: { paused: true },
  });
  const { rows } = await pool().query(
    `SELECT actor_kind, actor_name, action, object_id, after FROM audit WHERE request_id = $1`,
    [ctx.requestId],
  );
  expect(rows).toEqual([
    { actor_kind: "system", actor_name: "test", action: "agent.pause", object_id: "a1", after: { paused: true } },
  ]);
});

test.each(["UPDATE audit SET actor_name = 'nobody'", "DELETE FROM audit", "TRUNCATE audit"])(
  "the trail refuses: %s",
  async (statement) => {
    await recordAudit(pool(), systemContext("test"), { action: "agent.pause" });
    await expect(pool().query(statement)).rejects.toThrow("append-only");
  },
);
