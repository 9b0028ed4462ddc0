import { recordAudit } from "@/server/platform/audit";
import type { Ctx } from "@/server/platform/context";
import { actorName } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { inTransaction, pool, sql } from "@/server/platform/db";
import { notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { contract } from "./contract";
import { resolveEnvironment } from "./environments";
import { type AnnotationRow, readAnnotations } from "./queries/annotations";

const DAY_MS = 86_400_000;

/** Marks of charts: releases, restores, notes. */
export async function listAnnotations({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InputOf<typeof contract.listAnnotations>;
}): Promise<AnswerOf<typeof contract.listAnnotations>> {
  const to = input.to ?? new Date();
  const from = input.from ?? new Date(to.getTime() - 7 * DAY_MS);
  const items = await readAnnotations(sql(ctx), {
    from,
    to,
    environment: input.environment ?? null,
    limit: input.limit,
  });
  return { items, nextCursor: null, total: items.length, totalIs: "exact" };
}

export async function createAnnotation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InputOf<typeof contract.createAnnotation>;
}): Promise<AnnotationRow> {
  return inTransaction(async (client) => {
    const environment =
      input.environment === undefined ? null : await resolveEnvironment(client, input.environment, { create: true });
    const row: AnnotationRow = {
      id: newId(),
      at: input.at ?? new Date(),
      until: input.until ?? null,
      kind: "note",
      title: input.title,
      environment: environment?.name ?? null,
      workflow: input.workflow ?? null,
      createdBy: actorName(ctx.actor),
    };
    await client.query(
      `INSERT INTO annotation (id, at, until, kind, title, environment_id, workflow, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [row.id, row.at, row.until, row.kind, row.title, environment?.id ?? null, row.workflow, row.createdBy],
    );
    await recordAudit(client, ctx, {
      action: "annotation.create",
      object: { type: "annotation", id: row.id },
      after: { title: row.title },
    });
    return row;
  });
}

export async function deleteAnnotation({ ctx, input }: { ctx: Ctx; input: InputOf<typeof contract.deleteAnnotation> }) {
  return inTransaction(async (client) => {
    const { rows } = await client.query(`DELETE FROM annotation WHERE id = $1 RETURNING title`, [input.id]);
    if (rows.length === 0) throw notFound("The mark");
    await recordAudit(client, ctx, {
      action: "annotation.delete",
      object: { type: "annotation", id: input.id },
      before: rows[0],
    });
    return { ok: true as const };
  });
}

/** For routes: 404 before unusable input is judged. */
export async function annotationExists({ params }: { params: { id: string } }): Promise<void> {
  const { rows } = await pool().query(`SELECT 1 FROM annotation WHERE id = $1`, [params.id]);
  if (rows.length === 0) throw notFound("The mark");
}
