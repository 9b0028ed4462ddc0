import { pool } from "@/server/platform/db";
import { VERSION } from "@/server/platform/version";
import { type HealthFacts, readHealthFacts } from "./queries/health-facts";

/** What was known before the database went away. */
let lastKnown: HealthFacts["mlflow"] = "not_configured";

/** For load balancers and people: 503 only when the database is away, since then no page can answer. */
export async function getHealth(): Promise<Response> {
  const facts = await readHealthFacts(pool()).catch(() => null);
  if (!facts) return answer(503, { status: "unhealthy", database: "disconnected", mlflow: lastKnown });
  const { mlflow, roles } = facts;
  lastKnown = mlflow;
  const missing = (["registry", "worker"] as const).filter((role) => roles[role] === 0);
  const status = mlflow === "disconnected" || missing.length > 0 ? "degraded" : "healthy";
  return answer(200, { status, database: "connected", mlflow, roles });
}

/** For balancers that ask often: one question of the database and nothing else. */
export async function getReady(): Promise<Response> {
  return pool()
    .query("SELECT 1")
    .then(
      () => answer(200, { status: "ready" }),
      () => answer(503, { status: "unready" }),
    );
}

function answer(status: number, body: Record<string, unknown>): Response {
  return Response.json({ ...body, version: VERSION }, { status, headers: { "cache-control": "no-store" } });
}
