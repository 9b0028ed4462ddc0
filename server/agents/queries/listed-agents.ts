import type { Queryable } from "@/server/platform/db/transaction";
import { AGENT_COLUMNS, AGENT_TABLES, type AgentItem, agentOf } from "./agent-row";

export type AgentFilter = {
  q?: string | undefined;
  status?: string[] | undefined;
  tag?: string[] | undefined;
  environment?: string[] | undefined;
  workflow?: string[] | undefined;
  discovery?: string[] | undefined;
};

const SEEN = `concat_ws(' ', a.name, a.external_id, a.registered_host, a.address_override, a.seen_from, a.workflow,
  array_to_string(a.tags, ' '))`;

const WHERE = `($1::text[] IS NULL OR NOT EXISTS (
    SELECT 1 FROM unnest($1::text[]) AS word WHERE strpos(lower(${SEEN}), lower(word)) = 0))
  AND ($2::text[] IS NULL OR a.tags @> $2::text[])
  AND ($3::text[] IS NULL OR lower(e.name) = ANY($3::text[]))
  AND ($4::text[] IS NULL OR a.workflow = ANY($4::text[]))
  AND ($5::text[] IS NULL OR r.kind = ANY($5::text[]))`;

const REGISTRY_KINDS: Record<string, string[]> = {
  registry: ["builtin"],
  mirror: ["mirror", "removed"],
  manual: ["manual"],
};

function filterValues({ q, tag, environment, workflow, discovery }: AgentFilter): unknown[] {
  const words = q?.split(/\s+/).filter((word) => word !== "");
  return [
    words && words.length > 0 ? words : null,
    tag ?? null,
    environment?.map((name) => name.toLowerCase()) ?? null,
    workflow ?? null,
    discovery?.flatMap((name) => REGISTRY_KINDS[name] ?? []) ?? null,
  ];
}

/** Worst first: what needs a person comes before what was put aside. */
const RANK = `array_position(ARRAY['down', 'degraded', 'unknown', 'healthy', 'maintenance', 'paused', 'retired'], n.status)`;

type SortKey = { expression: string; type: "int" | "text" | "timestamptz" };

/** Never null, and unique together with the id. */
const SORTS = {
  name: [{ expression: "lower(a.name)", type: "text" }],
  status: [
    { expression: `coalesce(${RANK}, 0)`, type: "int" },
    { expression: "lower(a.name)", type: "text" },
  ],
  since: [{ expression: "n.since", type: "timestamptz" }],
  registeredAt: [{ expression: "a.registered_at", type: "timestamptz" }],
  lastHeartbeatAt: [{ expression: "coalesce(b.last_beat_at, 'epoch'::timestamptz)", type: "timestamptz" }],
  latency: [{ expression: "coalesce(v.probe_latency_ms, -1)", type: "int" }],
} as const satisfies Record<string, readonly SortKey[]>;

export type AgentSort = keyof typeof SORTS;

/** How many values a cursor of this order holds. */
export function cursorKinds(sort: AgentSort): ("int" | "text" | "timestamptz" | "uuid")[] {
  return [...SORTS[sort].map(({ type }) => type), "uuid"];
}

type Page = { sort: AgentSort; descending: boolean; after: (string | number | null)[] | null; limit: number };

/** One page in the given order; each row with the cursor's values that lead past it. */
export async function readAgentPage(
  db: Queryable,
  filter: AgentFilter,
  { sort, descending, after, limit }: Page,
): Promise<{ agent: AgentItem; at: string[] }[]> {
  const kinds = cursorKinds(sort);
  const keys = [...SORTS[sort].map(({ expression }) => expression), "a.id"];
  const direction = descending ? "DESC" : "ASC";
  const past = after
    ? `AND (${keys.join(", ")}) ${descending ? "<" : ">"} (${kinds.map((kind, i) => `$${8 + i}::${kind}`).join(", ")})`
    : "";
  const { rows } = await db.query(
    `SELECT ${AGENT_COLUMNS}, ARRAY[${keys.map((key) => `(${key})::text`).join(", ")}] AS at FROM ${AGENT_TABLES}
     WHERE ${WHERE} AND ($6::text[] IS NULL OR n.status = ANY($6::text[])) ${past}
     ORDER BY ${keys.map((key) => `${key} ${direction}`).join(", ")} LIMIT $7`,
    [...filterValues(filter), filter.status ?? null, limit, ...(after ?? [])],
  );
  return rows.map((row) => ({ agent: agentOf(row), at: textsOf(row.at) }));
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** How many there are in each status under all other filters. */
export async function countByStatus(db: Queryable, filter: AgentFilter): Promise<Map<string, number>> {
  const { rows } = await db.query(
    `SELECT n.status, count(*)::int AS n FROM agent a
       JOIN environment e ON e.id = a.environment_id JOIN registry r ON r.id = a.registry_id
       JOIN agent_now n ON n.agent_id = a.id
     WHERE ${WHERE} GROUP BY n.status`,
    filterValues(filter),
  );
  return new Map(rows.map((row) => [String(row.status), Number(row.n)]));
}
