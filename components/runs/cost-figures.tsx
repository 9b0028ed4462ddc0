import { CoverageBar } from "@/components/ui/coverage-bar";
import { Figure, FigureStrip } from "@/components/ui/figure";
import { formatCount, formatCountShort, formatPercent } from "@/components/ui/format-count";
import { Money } from "@/components/ui/money";
import type { Totals, Usage } from "./queries";
import {
  beforeWords,
  changeOf,
  changeWords,
  costBasis,
  costChange,
  costPerRun,
  coverageShares,
  knownCost,
} from "./usage-words";

/** A change against the period before; without one nothing is said. */
export function Change({ change }: { change: number | null }) {
  if (change === null) return null;
  return <span data-tip="against the period before, of the same length">{changeWords(change)}</span>;
}

const amount = (usd: string | null) => (usd === null ? null : Number(usd));

function perRunChange(now: Totals, before: Totals): number | null {
  return costChange(now, before) === null ? null : changeOf(amount(costPerRun(now)), amount(costPerRun(before)));
}

function CostFigure({ usage }: { usage: Usage }) {
  const { totals, previous } = usage;
  return (
    <Figure
      question="Cost"
      answer={<Money usd={knownCost(totals)} />}
      beside={<Change change={costChange(totals, previous)} />}
      basis={
        <span data-tip={beforeWords(usage)}>
          was <Money usd={knownCost(previous)} /> before
        </span>
      }
    />
  );
}

function FailedFigure({ usage: { totals, failures } }: { usage: Usage }) {
  const cost = knownCost(failures);
  const whole = Number(totals.costUsd);
  return (
    <Figure
      question="Failed runs cost"
      answer={<Money usd={cost} />}
      beside={cost === null || whole === 0 ? null : `${formatPercent(Number(cost) / whole, 1)} of all`}
      basis={`${formatCount(failures.runs)} failed or killed, ${formatCount(failures.coverage.unknown)} of unknown cost`}
    />
  );
}

function TokensFigure({ usage: { totals } }: { usage: Usage }) {
  const { inputTokens, outputTokens } = totals;
  const none = inputTokens + outputTokens === 0;
  return (
    <Figure
      question="Tokens"
      answer={
        none ? (
          <span className="text-ink-3">unknown</span>
        ) : (
          <span data-tip={formatCount(inputTokens + outputTokens)}>{formatCountShort(inputTokens + outputTokens)}</span>
        )
      }
      basis={
        none ? "no source reports them" : `${formatCountShort(inputTokens)} in, ${formatCountShort(outputTokens)} out`
      }
    />
  );
}

function KnownFigure({ usage: { totals, evaluation } }: { usage: Usage }) {
  const shares = coverageShares(totals.coverage);
  return (
    <Figure
      question="How much is known?"
      answer={shares ? formatPercent(shares.reported, 1) : <span className="text-ink-3">no run</span>}
      beside={shares ? "reported" : null}
      basis={
        shares === null ? null : (
          <span className="inline-flex items-center gap-2">
            <CoverageBar {...shares} />
            {shares.estimated === 0 ? "" : `${formatPercent(shares.estimated, 1)} estimated, `}
            {formatPercent(shares.unknown, 1)} unknown
            {evaluation.runs > 0 ? (
              <span data-tip="counted nowhere else">
                , {formatCount(evaluation.runs)} evaluations apart, <Money usd={evaluation.costUsd} />
              </span>
            ) : null}
          </span>
        )
      }
    />
  );
}

/** Cost, cost of a run, of failed ones, tokens and how much is known, each against the period before. */
export function CostFigures({ usage }: { usage: Usage }) {
  const { totals, previous } = usage;
  const known = totals.coverage.reported + totals.coverage.estimated;
  return (
    <FigureStrip label="Cost in figures">
      <CostFigure usage={usage} />
      <Figure
        question="Per run"
        answer={<Money usd={costPerRun(totals)} />}
        beside={<Change change={perRunChange(totals, previous)} />}
        basis={costBasis(totals) ?? `n ${formatCount(known)} of ${formatCount(totals.runs)} runs`}
      />
      <FailedFigure usage={usage} />
      <TokensFigure usage={usage} />
      <KnownFigure usage={usage} />
    </FigureStrip>
  );
}
