"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { OrchestratorTable } from "@/components/agents/orchestrator-table";
import { type OrchestratorItem, orchestratorPages } from "@/components/agents/queries";
import { useEnvironment } from "@/components/shell/environment";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Pager } from "@/components/ui/pager";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { useRowKeys } from "@/components/ui/use-row-keys";

function verdict(orchestrators: readonly OrchestratorItem[]) {
  const present = orchestrators.filter(({ retiredAt }) => retiredAt === null);
  const silent = present.filter(({ alive }) => !alive).length;
  const agents = present.reduce((sum, { agentCount }) => sum + agentCount, 0);
  return (
    <>
      <b>
        {present.length} {present.length === 1 ? "orchestrator" : "orchestrators"}
        {silent > 0 ? `, ${silent} silent` : ", all reporting"}
      </b>
      ; {agents} agents registered by them.
    </>
  );
}

/** Who starts agents for us: whether they report, and what they registered. */
export function OrchestratorsClient() {
  const environment = useEnvironment();
  const list = useInfiniteQuery(orchestratorPages(environment));
  const body = useRef<HTMLDivElement>(null);
  useRowKeys(body);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const last = list.data?.pages.at(-1);
  return (
    <div ref={body}>
      <PageHead title="Orchestrators" verdict={items.length > 0 ? verdict(items) : null} />
      <div className={items.length > 0 ? "border-line border-t" : "border-line border-t px-gutter py-3"}>
        <PanelBody state={panelState(list)}>
          {items.length > 0 ? (
            <OrchestratorTable orchestrators={items} />
          ) : (
            <Empty
              kind="nothing-yet"
              title={environment === null ? "No orchestrator has registered." : `No orchestrator in ${environment}.`}
              detail="An orchestrator registers at the same address as agents, and then each agent it starts is shown with it."
            />
          )}
        </PanelBody>
      </div>
      {last && items.length > 0 ? (
        <Pager
          shown={items.length}
          total={last.total}
          totalIs={last.totalIs}
          loading={list.isFetchingNextPage}
          onMore={list.hasNextPage ? () => void list.fetchNextPage() : null}
        />
      ) : null}
    </div>
  );
}
