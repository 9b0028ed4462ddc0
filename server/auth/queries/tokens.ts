import type { Role } from "@/server/platform/context";
import type { Queryable } from "@/server/platform/db/transaction";

export interface TokenItem {
  id: string;
  kind: "api" | "agent";
  name: string;
  role: Role | null;
  environment: string | null;
  networks: string[];
  maxAgents: number | null;
  prefix: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

interface Which {
  id?: string | null;
  kind?: "api" | "agent" | undefined;
  revoked?: boolean;
  limit: number;
  after?: string | null;
}

/** Tokens, newest first, without their secrets. Safe cast: the columns are listed here. */
export async function readTokens(db: Queryable, which: Which): Promise<TokenItem[]> {
  const { rows } = await db.query(
    `SELECT t.id::text, t.kind, t.name, t.role, e.name AS environment, t.networks, t.max_agents AS "maxAgents", t.prefix,
       t.created_by AS "createdBy", t.created_at AS "createdAt", t.expires_at AS "expiresAt",
       t.last_used_at AS "lastUsedAt", t.revoked_at AS "revokedAt"
     FROM token t LEFT JOIN environment e ON e.id = t.environment_id
     WHERE ($1::uuid IS NULL OR t.id = $1::uuid) AND ($2::text IS NULL OR t.kind = $2::text)
       AND ($3::boolean OR t.revoked_at IS NULL) AND ($4::uuid IS NULL OR t.id < $4::uuid)
     ORDER BY t.id DESC LIMIT $5`,
    [which.id ?? null, which.kind ?? null, which.revoked ?? false, which.after ?? null, which.limit],
  );
  return rows as unknown as TokenItem[];
}
