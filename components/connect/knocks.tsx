"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { useEnvironment } from "@/components/shell/environment";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { HostileText } from "@/components/ui/hostile-text";
import { Mark, type MarkShape } from "@/components/ui/mark";
import { Menu } from "@/components/ui/menu";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Section } from "@/components/ui/section";
import { Since, Time } from "@/components/ui/time";
import { tellDone, tellFailed } from "@/components/ui/toast";
import type { contract } from "@/server/agents/contract";
import { cureOf } from "./connect-words";
import { type Knock, knocksQuery } from "./queries";

const faces: Record<string, { shape: MarkShape; tone: string; word: string }> = {
  pending: { shape: "diamond", tone: "text-unknown", word: "Pending" },
  refused: { shape: "cross", tone: "text-down", word: "Refused" },
  banned: { shape: "dash", tone: "text-ink-3", word: "Banned" },
};

function useKnockDeeds() {
  const client = useQueryClient();
  const run = async (deed: () => Promise<unknown>, done: string, failed: string) => {
    try {
      await deed();
      tellDone(done);
    } catch (error) {
      tellFailed(failed, error);
    }
    await Promise.all(
      [operations.listRegistrations, operations.getConnection, operations.listAgents].map(({ id }) =>
        client.invalidateQueries({ queryKey: [id] }),
      ),
    );
  };
  return {
    admit: (knock: Knock, environment: string) =>
      run(
        () =>
          call<typeof contract.admitAgent>(operations.admitAgent, { params: { id: knock.id }, body: { environment } }),
        `${knock.name || knock.agentId} is admitted to ${environment}`,
        "It was not admitted",
      ),
    ban: (knock: Knock) =>
      run(
        () => call<typeof contract.banAgent>(operations.banAgent, { params: { id: knock.id } }),
        `${knock.name || knock.agentId} is banned`,
        "It was not banned",
      ),
  };
}

function KnockRow({ knock, environment }: { knock: Knock; environment: string }) {
  const deeds = useKnockDeeds();
  const face = faces[knock.state] ?? { shape: "ring" as const, tone: "text-ink-3", word: knock.state };
  const { what, cure } = cureOf(knock);
  return (
    <li className="grid grid-cols-[96px_minmax(0,1fr)_auto] gap-x-3 border-line border-t px-gutter py-2 max-desk:grid-cols-[20px_minmax(0,1fr)]">
      <span className={`flex h-5 items-center gap-[7px] ${face.tone}`}>
        <Mark shape={face.shape} />
        <span className="max-desk:sr-only">{face.word}</span>
      </span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-4">
          <span className="font-medium">
            <HostileText text={knock.name || knock.agentId} limit={120} />
          </span>
          <span className="font-mono text-small text-ink-2">
            <HostileText text={knock.host === "" ? "says no address" : `${knock.host}:${knock.port}`} limit={120} />
          </span>
          <span className="text-small text-ink-2">
            from <span className="font-mono">{knock.from}</span>, <Since at={knock.lastAt} /> ago, {knock.times}{" "}
            {knock.times === 1 ? "time" : "times"}
          </span>
        </p>
        <p className="text-small text-ink-2">
          <b className="font-medium text-ink-1">
            <HostileText text={what} limit={200} />
          </b>{" "}
          {cure}
        </p>
      </div>
      <span className="flex items-start gap-1 max-desk:col-start-2 max-desk:mt-2">
        {knock.state === "refused" ? null : (
          <Button size="small" onClick={() => void deeds.admit(knock, environment)}>
            Admit to {environment}
          </Button>
        )}
        {knock.state === "pending" ? (
          <Menu
            label={`More for ${knock.name || knock.agentId}`}
            items={[{ label: "Ban it from this address", danger: true, onSelect: () => void deeds.ban(knock) }]}
          />
        ) : null}
      </span>
    </li>
  );
}

/** Who came to the registry and is not of the fleet: those that wait first. */
export function Knocks() {
  const knocks = useQuery(knocksQuery());
  const environment = useEnvironment() ?? "default";
  const items = [...(knocks.data?.items ?? [])].sort(
    (a, b) => Number(b.state === "pending") - Number(a.state === "pending"),
  );
  const waiting = items.filter(({ state }) => state === "pending").length;
  return (
    <Section
      title="Who knocked?"
      count={waiting > 0 ? <Badge>{waiting}</Badge> : null}
      answer="kept for a day after the last beat"
      flush
    >
      <div className={items.length > 0 ? undefined : "px-gutter pb-3"}>
        <PanelBody state={panelState(knocks)}>
          {items.length > 0 ? (
            <ul>
              {items.map((knock) => (
                <KnockRow key={knock.id} knock={knock} environment={environment} />
              ))}
            </ul>
          ) : (
            <Empty
              kind="all-well"
              title="Nobody waits and nobody was refused."
              detail={
                <>
                  Last asked <Time at={new Date(knocks.dataUpdatedAt).toISOString()} />; a new one shows here within two
                  seconds.
                </>
              }
            />
          )}
        </PanelBody>
      </div>
    </Section>
  );
}
