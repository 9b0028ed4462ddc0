import { afterAll, expect, it } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { claimImpairment, closeSystemIncident, dropImpairment, openSystemIncident } from "./system-incidents";

afterAll(closeDb);

async function incidents() {
  const { rows } = await pool().query(
    `SELECT i.cause, i.closed_at IS NOT NULL AS closed, (SELECT array_agg(e.kind ORDER BY e.id) FROM incident_event e
       WHERE e.incident_id = i.id) AS timeline FROM incident i WHERE kind = 'prober' ORDER BY number`,
  );
  return rows;
}

it("however many workers are blind, one incident says so, and it ends when the last one sees", async () => {
  const [first, second] = [newId(), newId()];
  for (const worker of [first, second]) {
    await claimImpairment(pool(), "prober", worker);
    await openSystemIncident("prober", `seen by ${worker === first ? "one" : "two"}`, Date.now());
  }
  expect(await incidents()).toEqual([{ cause: "seen by one", closed: false, timeline: ["opened"] }]);
  await dropImpairment(pool(), "prober", first);
  await closeSystemIncident("prober", "well again", Date.now());
  expect(await incidents()).toMatchObject([{ closed: false }]);
  await dropImpairment(pool(), "prober", second);
  await closeSystemIncident("prober", "well again", Date.now());
  expect(await incidents()).toMatchObject([{ closed: true, timeline: ["opened", "closed"] }]);
  await closeSystemIncident("prober", "well again", Date.now());
  expect(await incidents()).toMatchObject([{ timeline: ["opened", "closed"] }]);
});
