import type { Queryable } from "@/server/platform/db";
import type { Interval } from "@/server/runs/usage/choose-interval";

interface Range {
  from: Date;
  to: Date;
  tz: string;
}

export interface Buckets {
  starts: Date[];
  /** Where the last bucket ends of its own, at `to` or later. */
  end: Date;
}

/**
 * Where the buckets of a range begin, the first at or before `from`. Postgres alone cuts days: they have 23 to 25 hours,
 * a day without a midnight begins where its clocks do, one with two begins at the first.
 */
export async function bucketStarts(db: Queryable, range: Range, interval: Interval): Promise<Buckets> {
  const { rows } =
    interval === "15min" || interval === "hour"
      ? await byClock(db, range, interval)
      : await byCalendar(db, range, interval);
  const all = rows.flatMap((row) => (row.at instanceof Date ? [row.at] : []));
  const first = all.findLastIndex((start) => start <= range.from);
  const starts = all.slice(Math.max(first, 0)).filter((start) => start < range.to);
  return { starts, end: all.find((start) => start >= range.to) ?? range.to };
}

/** Hours begin where the zone's clock shows none of its minutes, so that a repeated hour is two and a skipped one absent. */
function byClock(db: Queryable, { from, to, tz }: Range, interval: "15min" | "hour") {
  return db.query(
    `SELECT at FROM generate_series(quarter_hour($1) - interval '2 hours', $2::timestamptz + interval '2 hours', interval '15 minutes') AS at
     WHERE ($4 OR extract(minute FROM at AT TIME ZONE $3) = 0) ORDER BY at`,
    [from, to, tz, interval === "15min"],
  );
}

function byCalendar(db: Queryable, { from, to, tz }: Range, interval: "day" | "week" | "month") {
  return db.query(
    `SELECT CASE WHEN (at - interval '1 hour') AT TIME ZONE $3 = local THEN at - interval '1 hour' ELSE at END AS at
     FROM (
       SELECT local, local AT TIME ZONE $3 AS at
       FROM generate_series(date_trunc($4, $1::timestamptz AT TIME ZONE $3), ($2::timestamptz AT TIME ZONE $3) + ('1 ' || $4)::interval,
         ('1 ' || $4)::interval) AS local
     ) days ORDER BY at`,
    [from, to, tz, interval],
  );
}

/** The period before, of the same local length; where the range is not over yet, the same elapsed part of it. */
export async function periodBefore(
  db: Queryable,
  { from, to, tz }: Range,
  now: Date,
): Promise<{ from: Date; to: Date }> {
  const elapsed = now < to && now > from ? now : to;
  const { rows } = await db.query(
    `SELECT (f - (t - f)) AT TIME ZONE $4 AS from_at, (f - (t - f) + (e - f)) AT TIME ZONE $4 AS to_at
     FROM (SELECT $1::timestamptz AT TIME ZONE $4 AS f, $2::timestamptz AT TIME ZONE $4 AS t, $3::timestamptz AT TIME ZONE $4 AS e) p`,
    [from, to, elapsed, tz],
  );
  const at = (name: string) => new Date(rows[0]?.[name] instanceof Date ? rows[0][name].getTime() : from.getTime());
  return { from: at("from_at"), to: at("to_at") };
}
