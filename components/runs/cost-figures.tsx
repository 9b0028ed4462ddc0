import { CoverageBar } from "@/components/ui/coverage-bar";
import { Figure, FigureStrip } from "@/components/ui/figure";
import { formatCount, formatPercent } from "@/components/ui/format-count";
import { Money } from "@/components/ui/money";
import type { Usage } from "./queries";
import { changeOf, costBasis, costPerRun, coverageShares, knownCost } from "./usage-words";

function Change({ now, before }: { now: number; before: number }) {
  const change = changeOf(now, before);
  if (change === null) return null;
  return (
    <span data-tip="against the period before, of the same length">{`${change < 0 ? "−" : "+"}${formatPercent(Math.abs(change), 1)}`}</span>
  );
}

/** Cost, cost of a run, runs, tokens and how much is known, each against the period before. */
export function CostFigures({ usage: { totals, previous, evaluation } }: { usage: Usage }) {
  const shares = coverageShares(totals.coverage);
  return (
    <FigureStrip label="Cost in figures">
      <Figure
        question="Cost"
        answer={<Money usd={knownCost(totals)} />}
        beside={<Change now={Number(totals.costUsd)} before={Number(previous.costUsd)} />}
        basis={
          <>
            before <Money usd={knownCost(previous)} />
          </>
        }
      />
      <Figure
        question="Cost of a run"
        answer={<Money usd={costPerRun(totals)} />}
        basis="of runs whose cost is known"
      />
      <Figure
        question="Runs"
        answer={formatCount(totals.runs)}
        beside={<Change now={totals.runs} before={previous.runs} />}
        basis={costBasis(totals) ?? `${formatCount(totals.failed)} failed`}
      />
      <Figure
        question="Tokens"
        answer={formatCount(totals.inputTokens + totals.outputTokens)}
        basis={`${formatCount(totals.inputTokens)} in, ${formatCount(totals.outputTokens)} out`}
      />
      <Figure
        question="Cost known"
        answer={
          shares ? formatPercent(shares.reported + shares.estimated, 1) : <span className="text-ink-3">no run</span>
        }
        basis={
          <>
            {shares ? <CoverageBar {...shares} /> : null}{" "}
            {evaluation.runs > 0 ? `evaluations apart, ${formatCount(evaluation.runs)}` : null}
          </>
        }
      />
    </FigureStrip>
  );
}
