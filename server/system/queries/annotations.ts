import type { Queryable } from "@/server/platform/db/transaction";

export interface AnnotationRow {
  id: string;
  at: Date;
  until: Date | null;
  kind: string;
  title: string;
  environment: string | null;
  workflow: string | null;
  createdBy: string;
}

interface Which {
  from: Date;
  to: Date;
  environment: string | null;
  limit: number;
}

/** Marks that touch [from, to), newest first; those of no environment belong to all. Safe cast: the columns are listed here. */
export async function readAnnotations(
  db: Queryable,
  { from, to, environment, limit }: Which,
): Promise<AnnotationRow[]> {
  const { rows } = await db.query(
    `SELECT a.id::text, a.at, a.until, a.kind, a.title, e.name AS environment, a.workflow, a.created_by AS "createdBy"
     FROM annotation a LEFT JOIN environment e ON e.id = a.environment_id
     WHERE a.at < $2::timestamptz AND coalesce(a.until, a.at) >= $1::timestamptz
       AND ($3::text IS NULL OR e.id IS NULL OR lower(e.name) = lower($3::text))
     ORDER BY a.at DESC, a.id DESC LIMIT $4`,
    [from, to, environment, limit],
  );
  return rows as unknown as AnnotationRow[];
}
