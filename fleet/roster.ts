import { randomFor } from "./random";
import { WORKFLOWS } from "./workflows";

export interface Agent {
  agentId: string;
  name: string;
  workflow: string;
  region: string;
  version: string;
  /** Never disturbed by the schedule. */
  peace: boolean;
}

const REGIONS = ["eu-central", "eu-north", "us-east", "ap-south"] as const;
const VERSIONS = ["1.4.0", "1.4.0", "1.4.1", "1.3.7"] as const;

/** How many agents serve a workflow; the busiest have the most. */
const AGENTS_PER_WORKFLOW: Record<string, number> = {
  "support-triage": 6,
  "invoice-extraction": 5,
  "market-brief": 3,
  "product-copy": 3,
  "lead-scoring": 3,
  "log-anomaly": 2,
  "nightly-digest": 2,
  "catalogue-sync": 2,
};

/** The fleet's agents. The first of every workflow is left in peace, so each workflow always has one that answers. */
export function roster(seed: number): Agent[] {
  return WORKFLOWS.flatMap((workflow) => {
    const count = AGENTS_PER_WORKFLOW[workflow.name] ?? 2;
    return Array.from({ length: count }, (_, index) => agentOf(seed, workflow.name, index));
  });
}

function agentOf(seed: number, workflow: string, index: number): Agent {
  const number = String(index + 1).padStart(2, "0");
  const random = randomFor(seed, `agent:${workflow}:${number}`);
  return {
    agentId: `${workflow}-${number}`,
    name: `${workflow} ${number}`,
    workflow,
    region: REGIONS[index % REGIONS.length] ?? REGIONS[0],
    version: random.pick(VERSIONS),
    peace: index === 0,
  };
}
