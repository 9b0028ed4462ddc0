import type { TestStep } from "./define-source";

export interface Step {
  name: string;
  run: () => Promise<Omit<TestStep, "name">>;
}

/** Runs steps until one fails; the rest are named as not tried. Errors without words are ours and are thrown on. */
export async function runSteps(
  steps: readonly Step[],
  wordsOf: (error: unknown) => string | null,
): Promise<TestStep[]> {
  const results: TestStep[] = [];
  let failed = false;
  for (const step of steps) {
    if (failed) results.push({ name: step.name, state: "not tried", detail: "" });
    else {
      const outcome = await step.run().catch((error: unknown) => {
        const detail = wordsOf(error);
        if (detail === null) throw error;
        return { state: "failed" as const, detail };
      });
      failed = outcome.state === "failed";
      results.push({ name: step.name, ...outcome });
    }
  }
  return results;
}
