"use client";

import Link from "next/link";
import { MarkedWord } from "@/components/ui/mark";
import { Section } from "@/components/ui/section";
import type { Connection, SourceItem } from "./queries";

type Step = { word: string; done: boolean; value: string; href?: string; fails?: boolean };

function stepsOf(connection: Connection, sources: readonly SourceItem[]): Step[] {
  const { agents } = connection;
  return [
    {
      word: "Registry listens",
      done: connection.registries > 0,
      value: connection.registries === 1 ? "one process" : `${connection.registries} processes`,
    },
    {
      word: "Worker looks",
      done: connection.workers > 0,
      value: connection.workers === 1 ? "one process" : `${connection.workers} processes`,
    },
    {
      word: "Agents report",
      done: agents.reporting > 0,
      value: agents.total === 0 ? "none yet" : `${agents.healthy} of ${agents.total} healthy`,
      href: "/agents",
    },
    { word: "MLflow", ...sourceStep(sources, "mlflow") },
    { word: "Workflow database", ...sourceStep(sources, "postgres") },
  ];
}

function sourceStep(sources: readonly SourceItem[], kind: SourceItem["kind"]): Omit<Step, "word"> {
  const known = sources.filter((source) => source.kind === kind);
  if (known.length === 0) return { done: false, value: "connect it" };
  const fails = known.every(({ status }) => status === "failing");
  return { done: !fails, fails, value: fails ? "cannot be read" : "connected", href: "/settings/sources" };
}

/** What a new installation still lacks. */
export function SetUpList({ connection, sources }: { connection: Connection; sources: readonly SourceItem[] }) {
  const steps = stepsOf(connection, sources);
  return (
    <Section title="Set up" answer={`${steps.filter(({ done }) => done).length} of ${steps.length}`}>
      <ol>
        {steps.map(({ word, done, value, href, fails }) => (
          <li key={word} className="flex min-h-7 items-center gap-2">
            <MarkedWord
              shape={done ? "disc-tick" : fails ? "octagon-cross" : "ring"}
              tone={done ? "text-healthy" : fails ? "text-down" : "text-ink-3"}
              word={word}
              quiet={done}
            />
            <span className="ml-auto text-right text-ink-3">{href ? <Link href={href}>{value}</Link> : value}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
