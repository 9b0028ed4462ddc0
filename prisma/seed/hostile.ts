import type pg from "pg";

/** Texts that a page, an export or a log must take as text. NUL and lone surrogates are not among them: the registry refuses those. */
const TEXTS = [
  '<img src=x onerror="alert(1)">',
  "javascript:alert(1)",
  '=HYPERLINK("http://evil.test")',
  "\u202Egnp.exe",
  "a\u200Bb\u200Dc",
  "\u001b[31mred\u001b[0m",
  "../../etc/passwd",
  "__proto__",
  "{{7*7}} <%= 7*7 %>",
  "x".repeat(500),
  "Zürich 東京 🚀",
];

/** Agents and incidents whose every word is hostile. */
export async function seedHostile(db: pg.Client): Promise<void> {
  for (const [at, text] of TEXTS.entries()) {
    const { rows } = await db.query<{ id: string }>(
      `INSERT INTO agent (id, registry_id, external_id, name, environment_id, registered_host, registered_port, workflow, metadata, tags)
       SELECT md5('hostile ' || $1)::uuid, r.id, $2, $2, e.id, $3, 8000, $3, $4, ARRAY[$3]
       FROM registry r, environment e WHERE r.kind = 'builtin' AND e.name = 'default' RETURNING id`,
      [at, text, text.slice(0, 255), JSON.stringify({ note: text })],
    );
    const id = rows[0]?.id;
    await db.query(
      `INSERT INTO agent_verdict (agent_id, status, since, reason) VALUES ($1, 'down', now() - interval '1 hour', $2)`,
      [id, text],
    );
    await db.query(
      `INSERT INTO incident (id, agent_id, severity, cause, opened_at) VALUES (md5('incident ' || $1)::uuid, $2, 'critical', $3, now() - interval '1 hour')`,
      [at, id, text],
    );
  }
}
