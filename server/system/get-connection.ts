import type { Ctx } from "@/server/platform/context";
import type { AnswerOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import type { contract } from "./contract";

type Connection = AnswerOf<typeof contract.getConnection>;

/** What the page shows to somebody who has just installed Muster. */
export async function getConnection({ ctx }: { ctx: Ctx }): Promise<Connection> {
  const { rows } = await sql(ctx).query(
    `SELECT
       (SELECT count(*) FROM role_instance WHERE role = 'registry' AND seen_at > now() - interval '15 seconds')::int AS registries,
       (SELECT count(*) FROM role_instance WHERE role = 'worker' AND seen_at > now() - interval '15 seconds')::int AS workers,
       (SELECT count(*) FROM agent WHERE retired_at IS NULL)::int AS total,
       (SELECT count(*) FROM agent a JOIN agent_beat b ON b.agent_id = a.id
        WHERE a.retired_at IS NULL AND now() < b.last_beat_at + a.ttl_seconds * interval '1 second')::int AS reporting,
       (SELECT count(*) FROM agent_now WHERE status = 'healthy')::int AS healthy,
       (SELECT count(*) FROM registration WHERE state = 'pending')::int AS waiting,
       (SELECT count(*) FROM registration WHERE state = 'refused' AND last_at > now() - interval '1 day')::int AS refused`,
  );
  const facts = rows[0] ?? {};
  const number = (name: string) => Number(facts[name] ?? 0);
  return {
    registryUrl: registryUrl(),
    strangers: env().strangers,
    registries: number("registries"),
    workers: number("workers"),
    agents: { total: number("total"), reporting: number("reporting"), healthy: number("healthy") },
    waiting: number("waiting"),
    refused: number("refused"),
  };
}

/** As agents reach it: the setting, else the host that people open with the registry's port. */
function registryUrl(): string {
  const { registryUrl: given, publicUrl, host, registryPort } = env();
  if (given !== undefined) return given.replace(/\/+$/, "");
  const name = publicUrl === undefined ? host : new URL(publicUrl).hostname;
  return `http://${name}:${registryPort}`;
}
