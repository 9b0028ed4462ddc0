import { toDollars } from "@/server/runs/facts/decimal";
import { mergeUsage } from "@/server/runs/facts/fact-of";
import { figure, wholeFigure } from "@/server/runs/facts/figures";
import type { ModelUsage } from "@/server/runs/facts/record";
import { cleanText } from "@/server/runs/facts/source-text";
import type { WireSpan } from "./wire";

interface PricedSpan {
  id: string;
  parent: string | null;
  usage: ModelUsage | null;
}

/**
 * Tokens and cost by provider and model out of a trace's spans. Where a span and one above it both name a model and its
 * usage, the upper one counts: instrumentations repeat their children's usage, and counting both doubles it.
 */
export function usageOfSpans(spans: readonly WireSpan[]): { hasRoot: boolean; models: ModelUsage[] } {
  const read = spans.map(readSpan);
  const byId = new Map(read.map((span) => [span.id, span]));
  const counted = read.flatMap((span) => (span.usage && !isUnderUsage(span, byId) ? [span.usage] : []));
  return { hasRoot: read.some((span) => span.parent === null), models: mergeUsage(counted) };
}

function isUnderUsage(span: PricedSpan, byId: ReadonlyMap<string, PricedSpan>): boolean {
  const passed = new Set<string>([span.id]);
  for (let above = parentOf(span, byId); above && !passed.has(above.id); above = parentOf(above, byId)) {
    if (above.usage) return true;
    passed.add(above.id);
  }
  return false;
}

function parentOf(span: PricedSpan, byId: ReadonlyMap<string, PricedSpan>): PricedSpan | undefined {
  return span.parent === null ? undefined : byId.get(span.parent);
}

function readSpan(span: WireSpan): PricedSpan {
  const attributes = new Map(span.attributes.map(({ key, value }) => [key, plain(value)]));
  return { id: span.span_id, parent: span.parent_span_id || null, usage: usageOf(attributes) };
}

function usageOf(attributes: ReadonlyMap<string, unknown>): ModelUsage | null {
  const model = textOf(attributes, "mlflow.llm.model", "gen_ai.response.model", "gen_ai.request.model");
  const tokens = objectOf(attributes.get("mlflow.chat.tokenUsage"));
  const inputTokens = wholeFigure(tokens.input_tokens ?? attributes.get("gen_ai.usage.input_tokens"));
  const outputTokens = wholeFigure(tokens.output_tokens ?? attributes.get("gen_ai.usage.output_tokens"));
  const cost = toDollars(figure(objectOf(attributes.get("mlflow.llm.cost")).total_cost));
  if (model === null || (inputTokens === null && outputTokens === null && cost === null)) return null;
  return {
    provider: textOf(attributes, "mlflow.llm.provider", "gen_ai.provider.name") ?? "",
    model,
    calls: 1,
    inputTokens,
    outputTokens,
    cacheReadTokens: wholeFigure(tokens.cache_read_input_tokens),
    cacheWriteTokens: wholeFigure(tokens.cache_creation_input_tokens),
    cost,
  };
}

function textOf(attributes: ReadonlyMap<string, unknown>, ...names: string[]): string | null {
  for (const name of names) {
    const value = attributes.get(name);
    if (typeof value === "string" && value !== "") return cleanText(value, 256);
  }
  return null;
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value === "object" && value !== null) return { ...value };
  if (typeof value !== "string" || !value.startsWith("{")) return {};
  try {
    return objectOf(JSON.parse(value));
  } catch {
    // An attribute cut short says nothing.
    return {};
  }
}

/** A typed OpenTelemetry value as a plain one; texts that hold JSON text of a text are unwrapped once. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("string_value" in value) return unquoted(value.string_value);
  if ("int_value" in value) return value.int_value;
  if ("double_value" in value) return value.double_value;
  if ("bool_value" in value) return value.bool_value;
  if ("kvlist_value" in value) return fromPairs(value.kvlist_value);
  return undefined;
}

function fromPairs(list: unknown): Record<string, unknown> {
  if (typeof list !== "object" || list === null || !("values" in list) || !Array.isArray(list.values)) return {};
  const pairs = list.values.filter(isPair).map(({ key, value }) => [key, plain(value)]);
  return Object.fromEntries(pairs);
}

function isPair(pair: unknown): pair is { key: string; value: unknown } {
  return typeof pair === "object" && pair !== null && "key" in pair && typeof pair.key === "string" && "value" in pair;
}

function unquoted(text: unknown): unknown {
  if (typeof text !== "string" || !/^".*"$/s.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // Quotes that belong to the text.
    return text;
  }
}
