/** Where MLflow itself shows a run or trace; null for sources without pages of their own. */
export function recordLink(
  source: { kind: string; url: string },
  record: { kind: string; externalId: string; experimentId: string | null },
): string | null {
  if (source.kind !== "mlflow" || record.experimentId === null || !/^https?:\/\//.test(source.url)) return null;
  const experiment = `${source.url}/#/experiments/${encodeURIComponent(record.experimentId)}`;
  const id = encodeURIComponent(record.externalId);
  return record.kind === "trace" ? `${experiment}/traces?selectedEvaluationId=${id}` : `${experiment}/runs/${id}`;
}
