import type { CallInput } from "@/components/shell/api-client";
import type { contract } from "@/server/agents/contract";

/** An agent to add by its address. */
export type AgentWish = NonNullable<CallInput<typeof contract.createAgent>["body"]>;
