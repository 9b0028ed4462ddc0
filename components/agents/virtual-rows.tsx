"use client";

import type { ReactNode } from "react";
import { VirtualBody } from "@/components/ui/virtual-body";
import type { AgentItem } from "./queries";

/** The rows in sight of a list too long to stand whole. */
export function VirtualRows({
  agents,
  columns,
  rowHeight,
  rowOf,
}: {
  agents: readonly AgentItem[];
  columns: number;
  rowHeight: number;
  rowOf: (agent: AgentItem) => ReactNode;
}) {
  return (
    <VirtualBody items={agents} columns={columns} rowHeight={rowHeight}>
      {rowOf}
    </VirtualBody>
  );
}
