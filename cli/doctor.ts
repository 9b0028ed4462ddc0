import { pool } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { command } from "./arguments";

interface Finding {
  what: string;
  /** Null when all is well; else what to do. */
  cure: string | null;
}

export const doctor = command({
  name: "doctor",
  about: "looks at settings, database and roles, and prints the cure of each fault",
  flags: {},
  async run() {
    const findings = [await database(), secretKey(), ...(await roles())];
    for (const { what, cure } of findings)
      process.stdout.write(`${cure === null ? "ok   " : "fault"}  ${what}${cure ? `: ${cure}` : ""}\n`);
    const faults = findings.filter(({ cure }) => cure !== null).length;
    if (faults > 0) throw new AppError("unavailable", `${faults} of ${findings.length} need a person.`);
  },
});

async function database(): Promise<Finding> {
  try {
    const { rows } = await pool().query<{ version: string; migrations: string }>(
      `SELECT current_setting('server_version') AS version, (SELECT count(*) FROM _prisma_migrations)::text AS migrations`,
    );
    return { what: `database (Postgres ${rows[0]?.version}, ${rows[0]?.migrations} migrations)`, cure: null };
  } catch (error) {
    return {
      what: "database",
      cure: `check DATABASE_URL and that the server runs (${error instanceof Error ? error.message : error})`,
    };
  }
}

function secretKey(): Finding {
  return {
    what: "key of stored credentials",
    cure: env().secretKey ? null : "set MUSTER_SECRET_KEY or MUSTER_SECRET_KEY_FILE",
  };
}

async function roles(): Promise<Finding[]> {
  const { rows } = await pool().query<{ role: string; alive: string }>(
    `SELECT role, count(*) FILTER (WHERE seen_at > now() - interval '15 seconds')::text AS alive FROM role_instance GROUP BY role`,
  );
  return ["web", "registry", "worker"].map((role) => {
    const alive = Number(rows.find((row) => row.role === role)?.alive ?? 0);
    return {
      what: `${role} (${alive} alive)`,
      cure: alive > 0 ? null : "start it with `npm run up`, or look into its log",
    };
  });
}
