import { MODELS, type Model } from "./models";

export type FieldType = "str" | "int" | "float" | "bool" | "list[str]" | "dict";

export interface InputField {
  type: FieldType;
  required: boolean;
  default: unknown;
  description: string;
}

export interface NodeSpec {
  id: string;
  /** Models the node may call, each as likely as the others; none for a step without a model. */
  models: readonly Model[];
  inputTokens: number;
  outputTokens: number;
  /** Part of the execution's time, relative to the other nodes. */
  weight: number;
}

/**
 * What a build of the runtime leaves in MLflow:
 * `run-and-trace` a run with its time and a priced trace, `tracker` and `early-tracker` totals on the run alone,
 * `run-only` time without money, `trace-only` what the command line leaves, `nothing`.
 */
export type MlflowRecording = "run-and-trace" | "tracker" | "early-tracker" | "run-only" | "trace-only" | "nothing";

/** What a build writes into `workflow_runs`: its totals, zeros because nobody measured, or no row. */
export type DatabaseRecording = "totals" | "zeros" | "nothing";

export interface WorkflowSpec {
  name: string;
  mlflow: MlflowRecording;
  database: DatabaseRecording;
  rhythm: "office" | "night" | "steady";
  /** Executions on an ordinary working day, all agents together. */
  perDay: number;
  medianMs: number;
  failureRate: number;
  inputs: Record<string, InputField>;
  outputs: readonly string[];
  nodes: readonly NodeSpec[];
  /** Inputs that callers of this workflow are seen to send. */
  samples: readonly [Record<string, unknown>, ...Record<string, unknown>[]];
  /** Input that multiplies the work, compared with its default. */
  effortInput: string | null;
}

function field(type: FieldType, description: string, preset?: unknown): InputField {
  return { type, required: preset === undefined, default: preset ?? null, description };
}

function node(id: string, weight: number, models: readonly Model[] = [], tokens: [number, number] = [0, 0]): NodeSpec {
  return { id, weight, models, inputTokens: tokens[0], outputTokens: tokens[1] };
}

const supportTriage: WorkflowSpec = {
  name: "support-triage",
  mlflow: "run-and-trace",
  database: "zeros",
  rhythm: "office",
  perDay: 44,
  medianMs: 2_600,
  failureRate: 0.02,
  inputs: {
    message: field("str", "What the customer wrote"),
    language: field("str", "Language of the answer", "en"),
    urgent: field("bool", "Skip the queue", false),
  },
  outputs: ["category", "reply"],
  nodes: [
    node("classify", 1, [MODELS.gpt5Mini], [620, 60]),
    node("find_articles", 1),
    node("draft_reply", 3, [MODELS.gpt5Mini, MODELS.geminiFlash], [2_400, 320]),
  ],
  samples: [
    { message: "My invoice shows the wrong VAT number", language: "en" },
    { message: "Das Passwort lässt sich nicht zurücksetzen", language: "de", urgent: true },
    { message: "Where is order 40117?", language: "en" },
  ],
  effortInput: null,
};

const invoiceExtraction: WorkflowSpec = {
  name: "invoice-extraction",
  mlflow: "run-and-trace",
  database: "zeros",
  rhythm: "office",
  perDay: 30,
  medianMs: 4_200,
  failureRate: 0.035,
  inputs: {
    document_url: field("str", "Where the invoice lies"),
    currency: field("str", "Currency if none is printed", "EUR"),
    tolerance: field("float", "Accepted difference between lines and total", 0.01),
  },
  outputs: ["supplier", "total", "lines"],
  nodes: [
    node("read_document", 1),
    node("extract_fields", 4, [MODELS.gpt4oMini, MODELS.geminiFlash], [5_200, 640]),
    node("check_totals", 2, [MODELS.claudeHaiku], [1_300, 140]),
  ],
  samples: [
    { document_url: "s3://invoices/2026/117-0412.pdf", currency: "EUR" },
    { document_url: "s3://invoices/2026/acme-9913.pdf", tolerance: 0.05 },
  ],
  effortInput: null,
};

const marketBrief: WorkflowSpec = {
  name: "market-brief",
  mlflow: "run-and-trace",
  database: "nothing",
  rhythm: "office",
  perDay: 14,
  medianMs: 9_500,
  failureRate: 0.045,
  inputs: {
    topic: field("str", "Market or company to look at"),
    depth: field("int", "Rounds of reading; five or more take longer than half a minute", 2),
    sources: field("list[str]", "Feeds to read", ["news"]),
  },
  outputs: ["brief", "citations"],
  nodes: [
    node("plan", 1, [MODELS.gpt5Mini], [900, 240]),
    node("read_sources", 4, [MODELS.geminiFlash], [9_800, 900]),
    node("write_brief", 4, [MODELS.claudeSonnet], [6_400, 1_250]),
  ],
  samples: [
    { topic: "heat pumps in Scandinavia", depth: 2 },
    { topic: "cold chain logistics", depth: 3, sources: ["news", "filings"] },
    { topic: "sodium batteries", depth: 1 },
  ],
  effortInput: "depth",
};

const productCopy: WorkflowSpec = {
  name: "product-copy",
  mlflow: "tracker",
  database: "totals",
  rhythm: "office",
  perDay: 18,
  medianMs: 3_400,
  failureRate: 0.015,
  inputs: {
    product: field("str", "Name of the product"),
    attributes: field("dict", "What to mention", {}),
    words: field("int", "Length of the text", 120),
  },
  outputs: ["title", "text"],
  nodes: [
    node("outline", 1, [MODELS.gpt4oMini], [700, 180]),
    node("write", 3, [MODELS.gpt4oMini, MODELS.claudeHaiku], [1_500, 520]),
  ],
  samples: [
    { product: "Linen shirt", attributes: { colour: "sand" }, words: 90 },
    { product: "Enamel pot, 3 l", words: 120 },
  ],
  effortInput: null,
};

const leadScoring: WorkflowSpec = {
  name: "lead-scoring",
  mlflow: "early-tracker",
  database: "nothing",
  rhythm: "office",
  perDay: 16,
  medianMs: 1_900,
  failureRate: 0.025,
  inputs: {
    company: field("str", "Company of the lead"),
    employees: field("int", "Head count", 50),
    revenue: field("float", "Yearly revenue in million USD", 5),
  },
  outputs: ["score", "reason"],
  nodes: [node("enrich", 1), node("score", 2, [MODELS.geminiFlashLite, MODELS.gpt4oMini], [1_100, 150])],
  samples: [
    { company: "Northwind Traders", employees: 220 },
    { company: "Bluebird Mills", revenue: 12.5 },
  ],
  effortInput: null,
};

const logAnomaly: WorkflowSpec = {
  name: "log-anomaly",
  mlflow: "run-only",
  database: "zeros",
  rhythm: "steady",
  perDay: 10,
  medianMs: 5_600,
  failureRate: 0.055,
  inputs: {
    service: field("str", "Service whose log is read"),
    window_minutes: field("int", "How far back", 15),
  },
  outputs: ["findings"],
  nodes: [node("fetch_log", 1), node("judge", 3, [MODELS.localLlama], [3_800, 210])],
  samples: [{ service: "checkout" }, { service: "search", window_minutes: 30 }],
  effortInput: null,
};

const nightlyDigest: WorkflowSpec = {
  name: "nightly-digest",
  mlflow: "trace-only",
  database: "nothing",
  rhythm: "night",
  perDay: 13,
  medianMs: 7_200,
  failureRate: 0.02,
  inputs: {
    team: field("str", "Who the digest is for"),
    include_closed: field("bool", "Closed tickets too", false),
  },
  outputs: ["digest"],
  nodes: [
    node("collect", 1),
    node("summarise", 3, [MODELS.geminiFlash], [12_500, 700]),
    node("polish", 2, [MODELS.claudeHaiku], [1_600, 480]),
  ],
  samples: [{ team: "platform" }, { team: "sales", include_closed: true }],
  effortInput: null,
};

const catalogueSync: WorkflowSpec = {
  name: "catalogue-sync",
  mlflow: "nothing",
  database: "totals",
  rhythm: "steady",
  perDay: 34,
  medianMs: 3_000,
  failureRate: 0.03,
  inputs: {
    supplier: field("str", "Supplier to compare with"),
    full: field("bool", "Everything instead of changes", false),
  },
  outputs: ["matched", "unmatched"],
  nodes: [node("load", 1), node("match_products", 3, [MODELS.gpt4oMini, MODELS.geminiFlashLite], [3_300, 380])],
  samples: [{ supplier: "Hansen" }, { supplier: "Ostrava Glass", full: true }],
  effortInput: null,
};

export const WORKFLOWS: readonly WorkflowSpec[] = [
  supportTriage,
  invoiceExtraction,
  marketBrief,
  productCopy,
  leadScoring,
  logAnomaly,
  nightlyDigest,
  catalogueSync,
];

export function workflowNamed(name: string): WorkflowSpec {
  const found = WORKFLOWS.find((workflow) => workflow.name === name);
  if (!found) throw new Error(`No workflow is called ${name}`);
  return found;
}
