/** How one generation of the runtime names the same wire over the same agents. */
export interface WireNames {
  /** First segment of the path. */
  collection: string;
  id: string;
  name: string;
  /** The newer generation tells the workflow in a field of its own. */
  workflow: string | null;
  metadata: string[];
  notFound: (id: string) => string;
}

export const AGENTS: WireNames = {
  collection: "agents",
  id: "agent_id",
  name: "agent_name",
  workflow: null,
  // The orchestrators' client filters on the second key.
  metadata: ["metadata", "agent_metadata"],
  notFound: (id) => `Agent not found: ${id}`,
};

export const DEPLOYMENTS: WireNames = {
  collection: "deployments",
  id: "deployment_id",
  name: "deployment_name",
  workflow: "workflow_name",
  metadata: ["metadata"],
  notFound: (id) => `Deployment not found: ${id}`,
};

export const GENERATIONS: readonly WireNames[] = [AGENTS, DEPLOYMENTS];
