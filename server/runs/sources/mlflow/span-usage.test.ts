import { expect, test } from "vitest";
import { usageOfSpans } from "./span-usage";
import { wireSpan } from "./wire";

interface Call {
  id: string;
  parent?: string;
  model?: string;
  cost?: number;
  tokens?: number;
}

function span({ id, parent, model, cost, tokens }: Call) {
  const text = (value: string) => ({ string_value: value });
  const pairs = (values: Record<string, unknown>) => ({
    kvlist_value: { values: Object.entries(values).map(([key, value]) => ({ key, value })) },
  });
  return wireSpan.parse({
    span_id: id,
    ...(parent ? { parent_span_id: parent } : {}),
    attributes: [
      ...(model
        ? [
            { key: "mlflow.llm.model", value: text(model) },
            { key: "mlflow.llm.provider", value: text("openai") },
          ]
        : []),
      ...(cost === undefined ? [] : [{ key: "mlflow.llm.cost", value: pairs({ total_cost: { double_value: cost } }) }]),
      ...(tokens === undefined
        ? []
        : [{ key: "mlflow.chat.tokenUsage", value: pairs({ input_tokens: { int_value: tokens } }) }]),
    ],
  });
}

test("calls of one model are one entry", () => {
  const calls = [1, 2].map((at) => span({ id: `c${at}`, parent: "root", model: "m", cost: 0.1, tokens: 10 }));
  const usage = usageOfSpans([span({ id: "root" }), ...calls]);
  expect(usage.hasRoot).toBe(true);
  expect(usage.models).toMatchObject([{ provider: "openai", model: "m", calls: 2, inputTokens: 20, cost: "0.2" }]);
});

test("a span that repeats its children's usage counts instead of them", () => {
  const spans = [
    span({ id: "agent", model: "m", cost: 0.3 }),
    span({ id: "step", parent: "agent" }),
    span({ id: "call", parent: "step", model: "m", cost: 0.3 }),
  ];
  expect(usageOfSpans(spans).models).toMatchObject([{ calls: 1, cost: "0.3" }]);
});

test("an unknown model has tokens and no cost; a span without a model has neither", () => {
  const spans = [span({ id: "a", model: "own", tokens: 5 }), span({ id: "b", cost: 0.5 })];
  expect(usageOfSpans(spans).models).toMatchObject([{ model: "own", inputTokens: 5, cost: null }]);
});

test("spans whose root has not come, or that are each other's parents, end", () => {
  const spans = [
    span({ id: "a", parent: "b", model: "m", tokens: 1 }),
    span({ id: "b", parent: "a", model: "m", tokens: 1 }),
  ];
  expect(usageOfSpans(spans).hasRoot).toBe(false);
});
