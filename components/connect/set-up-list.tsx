"use client";

import Link from "next/link";
import { MarkedWord } from "@/components/ui/mark";
import { Section } from "@/components/ui/section";
import type { Connection, SourceItem } from "./queries";

type Step = { word: string; done: boolean; value: string; href?: string };

function stepsOf(connection: Connection, sources: readonly SourceItem[]): Step[] {
  const has = (kind: string) => sources.some((source) => source.kind === kind && source.status !== "failing");
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
    { word: "MLflow", done: has("mlflow"), value: has("mlflow") ? "connected" : "connect it" },
    { word: "Workflow database", done: has("postgres"), value: has("postgres") ? "connected" : "connect it" },
  ];
}

/** What a new installation still lacks. */
export function SetUpList({ connection, sources }: { connection: Connection; sources: readonly SourceItem[] }) {
  const steps = stepsOf(connection, sources);
  return (
    <Section title="Set up" answer={`${steps.filter(({ done }) => done).length} of ${steps.length}`}>
      <ol>
        {steps.map(({ word, done, value, href }) => (
          <li key={word} className="flex min-h-7 items-center gap-2">
            <MarkedWord
              shape={done ? "disc-tick" : "ring"}
              tone={done ? "text-healthy" : "text-ink-3"}
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
