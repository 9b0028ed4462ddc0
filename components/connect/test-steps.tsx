"use client";

import { HostileText } from "@/components/ui/hostile-text";
import { Mark, type MarkShape } from "@/components/ui/mark";
import type { TestResult } from "./queries";

const faces: Record<TestResult["steps"][number]["state"], { shape: MarkShape; tone: string; word: string }> = {
  ok: { shape: "disc-tick", tone: "text-healthy", word: "ok" },
  odd: { shape: "triangle-bang", tone: "text-degraded", word: "odd" },
  failed: { shape: "octagon-cross", tone: "text-down", word: "failed" },
  "not tried": { shape: "ring", tone: "text-ink-3", word: "not tried" },
};

/** A test step by step: the failing one named, later ones "not tried". */
export function TestSteps({ result }: { result: TestResult }) {
  return (
    <ol className="my-2.5 grid gap-0.5" aria-label="Test">
      {result.steps.map((step) => {
        const face = faces[step.state];
        return (
          <li
            key={step.name}
            className="grid grid-cols-[14px_minmax(0,auto)_minmax(0,1fr)] items-baseline gap-x-2 py-0.5"
          >
            <span className={`self-center ${face.tone}`}>
              <Mark shape={face.shape} />
              <span className="sr-only">{face.word}</span>
            </span>
            <span className={step.state === "not tried" ? "text-ink-3" : undefined}>{step.name}</span>
            <span
              className={`text-right [overflow-wrap:anywhere] ${step.state === "failed" ? "text-down" : "text-ink-2"}`}
            >
              <HostileText text={step.state === "not tried" ? "not tried" : step.detail} limit={400} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
