/** A language model as agents name it to MLflow, with its list price in USD per million tokens. */
export interface Model {
  provider: string;
  name: string;
  inputPrice: number;
  outputPrice: number;
}

/** The hosted ones are all in the price list that MLflow 3.17.2 brings along, so it prices their traces itself. */
export const MODELS = {
  gpt5Mini: { provider: "openai", name: "gpt-5-mini", inputPrice: 0.25, outputPrice: 2 },
  gpt4oMini: { provider: "openai", name: "gpt-4o-mini", inputPrice: 0.15, outputPrice: 0.6 },
  geminiFlash: { provider: "google_genai", name: "gemini-2.5-flash", inputPrice: 0.3, outputPrice: 2.5 },
  geminiFlashLite: { provider: "google_genai", name: "gemini-2.5-flash-lite", inputPrice: 0.1, outputPrice: 0.4 },
  claudeHaiku: { provider: "anthropic", name: "claude-haiku-4-5", inputPrice: 1, outputPrice: 5 },
  claudeSonnet: { provider: "anthropic", name: "claude-sonnet-4-5", inputPrice: 3, outputPrice: 15 },
  localLlama: { provider: "ollama", name: "llama3.1:8b", inputPrice: 0, outputPrice: 0 },
} as const satisfies Record<string, Model>;

/** Rounded to six decimals a call, as the runtime's cost estimator does. */
export function estimatedCostUsd(model: Model, inputTokens: number, outputTokens: number): number {
  const usd = (inputTokens * model.inputPrice + outputTokens * model.outputPrice) / 1e6;
  return Math.round(usd * 1e6) / 1e6;
}
