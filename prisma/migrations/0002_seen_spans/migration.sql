-- Spans as they may be believed now. An open span counts up to this moment only while somebody watches its shard;
-- after the last flush of a shard whose worker has gone, time is unknown. The rule is that of agent_now.
CREATE VIEW "status_seen" AS
WITH watch AS (
  SELECT a.id AS agent_id, f.flushed_at,
    f.flushed_at IS NOT NULL
      AND f.flushed_at < now() - greatest(2 * f.interval_ms, 15000) * interval '1 millisecond' AS gone
  FROM "agent" a LEFT JOIN "shard_flush" f ON f.shard = a.shard
)
SELECT agent_id, status, from_at, to_at, cause, false AS open FROM "status_span" WHERE to_at IS NOT NULL
UNION ALL
SELECT s.agent_id, s.status, s.from_at,
  CASE WHEN w.gone AND s.status NOT IN ('paused', 'retired') THEN greatest(s.from_at, w.flushed_at)
    ELSE greatest(s.from_at, now()) END,
  s.cause, NOT (w.gone AND s.status NOT IN ('paused', 'retired'))
FROM "status_span" s JOIN watch w USING (agent_id) WHERE s.to_at IS NULL
UNION ALL
SELECT s.agent_id, 'unknown', greatest(s.from_at, w.flushed_at), now(), 'nobody watches', true
FROM "status_span" s JOIN watch w USING (agent_id)
WHERE s.to_at IS NULL AND w.gone AND s.status NOT IN ('paused', 'retired') AND greatest(s.from_at, w.flushed_at) < now();

-- Time in each kind of status within [from, to), an agent a row. Uptime = (healthy + degraded) / (healthy + degraded +
-- down); excluded is what lies outside every ratio: paused, in maintenance, retired.
CREATE FUNCTION agent_time(ids uuid[], range_from timestamptz, range_to timestamptz)
RETURNS TABLE (agent_id uuid, healthy_ms bigint, degraded_ms bigint, down_ms bigint, unknown_ms bigint, excluded_ms bigint)
LANGUAGE sql STABLE AS $$
  SELECT s.agent_id,
    coalesce(sum(ms) FILTER (WHERE status = 'healthy'), 0)::bigint,
    coalesce(sum(ms) FILTER (WHERE status = 'degraded'), 0)::bigint,
    coalesce(sum(ms) FILTER (WHERE status = 'down'), 0)::bigint,
    coalesce(sum(ms) FILTER (WHERE status = 'unknown'), 0)::bigint,
    coalesce(sum(ms) FILTER (WHERE status IN ('paused', 'maintenance', 'retired')), 0)::bigint
  FROM "status_seen" s
  CROSS JOIN LATERAL (
    SELECT 1000 * extract(epoch FROM least(s.to_at, range_to) - greatest(s.from_at, range_from)) AS ms
  ) within
  WHERE s.agent_id = ANY (ids) AND s.from_at < range_to AND s.to_at > range_from
  GROUP BY s.agent_id
$$;
