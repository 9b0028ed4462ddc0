"use client";

import Link from "next/link";
import { useState } from "react";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { HostileText } from "@/components/ui/hostile-text";
import { Section } from "@/components/ui/section";
import { tellFailed } from "@/components/ui/toast";
import type { contract } from "@/server/runs/contract";
import type { SourceItem, TestResult } from "./queries";
import { SourceForm, type SourceKind } from "./source-form";
import { SourceMark, SourceWords } from "./source-state";
import { TestSteps } from "./test-steps";

const titles: Record<SourceKind, string> = { mlflow: "MLflow", postgres: "Workflow database" };

function KnownSource({ source, mayTest }: { source: SourceItem; mayTest: boolean }) {
  const [result, setResult] = useState<TestResult | null>(null);
  const [running, setRunning] = useState(false);
  const test = async () => {
    setRunning(true);
    try {
      setResult(await call<typeof contract.testSource>(operations.testSource, { params: { id: source.id } }));
    } catch (error) {
      tellFailed("The test did not run", error);
    } finally {
      setRunning(false);
    }
  };
  return (
    <div className="not-first:mt-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <SourceMark status={source.status} />
        <span className="font-medium">
          <HostileText text={source.name} limit={100} />
        </span>
        <span className="min-w-0 font-mono text-small text-ink-2 [overflow-wrap:anywhere]">
          <HostileText text={source.url} limit={200} />
        </span>
      </p>
      <p className="text-small text-ink-2">
        <SourceWords source={source} />
      </p>
      {result ? <TestSteps result={result} /> : null}
      {mayTest ? (
        <Button size="small" className="mt-2" onClick={() => void test()} disabled={running} aria-busy={running}>
          {result ? "Test again" : "Test"}
        </Button>
      ) : null}
    </div>
  );
}

/** One kind of source: what is connected, else the form that connects it. */
export function SourceConnect({
  kind,
  sources,
  environment,
  mayConnect,
}: {
  kind: SourceKind;
  sources: readonly SourceItem[];
  environment: string;
  mayConnect: boolean;
}) {
  const known = sources.filter((source) => source.kind === kind);
  return (
    <Section
      title={titles[kind]}
      answer={known.length > 0 ? <Link href="/settings/sources">All sources</Link> : "not connected"}
    >
      {known.map((source) => (
        <KnownSource key={source.id} source={source} mayTest={mayConnect} />
      ))}
      {known.length === 0 && mayConnect ? <SourceForm kind={kind} environment={environment} /> : null}
      {known.length === 0 && !mayConnect ? <p className="text-ink-2">An admin connects it here.</p> : null}
    </Section>
  );
}
