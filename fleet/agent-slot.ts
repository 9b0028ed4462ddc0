import { type ChildProcess, fork } from "node:child_process";
import type { Disturbance } from "./disturbances";
import { isAgentMessage, type KeeperMessage } from "./messages";
import type { Agent } from "./roster";

/** An agent that ended without the keeper's doing stays away this long: an operator is to see it down. */
const ABSENCE_MS = 5 * 60_000;

const CHILD_FLAGS = ["--max-old-space-size=48", "--max-semi-space-size=1"];

export interface SlotFacts {
  agent: Agent;
  /** File that a child process runs. */
  program: string;
  onChange: () => void;
  /** Resolves when an agent that starts now would be heard. */
  ready: () => Promise<void>;
}

/** The place of one agent: its process, or the wait until it has one again. */
export class AgentSlot {
  readonly #facts: SlotFacts;
  #child: ChildProcess | null = null;
  #port = 0;
  #working = false;
  #disturbance: Disturbance | null = null;
  #crashed = false;
  #stopping = false;
  #comeback: NodeJS.Timeout | null = null;

  constructor(facts: SlotFacts) {
    this.#facts = facts;
  }

  get agent(): Agent {
    return this.#facts.agent;
  }

  get process(): { pid: number | null; port: number | null } {
    const pid = this.#child?.pid ?? null;
    return { pid, port: pid !== null && this.#port > 0 ? this.#port : null };
  }

  async start(): Promise<void> {
    await this.#facts.ready();
    if (this.#stopping || this.#child) return;
    const child = fork(this.#facts.program, ["agent", this.agent.agentId, String(this.#port)], {
      execArgv: CHILD_FLAGS,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#child = child;
    child.on("message", (message) => {
      if (isAgentMessage(message)) this.#listens(message.port);
    });
    child.once("exit", () => this.#ended(child));
    child.once("error", (error) => console.error(`fleet: ${this.agent.agentId}: ${error.message}`));
  }

  beginWork(): void {
    this.#working = true;
    this.#tell({ kind: "begin-work" });
  }

  disturb(disturbance: Disturbance | null): void {
    if (disturbance === this.#disturbance) return;
    this.#disturbance = disturbance;
    if (disturbance === "crashed") this.#crash();
    else if (this.#crashed) {
      this.#crashed = false;
      void this.start();
    } else this.#tell({ kind: "disturb", disturbance });
  }

  /** Asks the agent to take its leave; resolves when its process has gone. */
  async stop(patienceMs: number): Promise<void> {
    this.#stopping = true;
    if (this.#comeback) clearTimeout(this.#comeback);
    const child = this.#child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    this.#tell({ kind: "stop" });
    const impatience = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    await gone;
    clearTimeout(impatience);
  }

  #listens(port: number): void {
    this.#port = port;
    if (this.#working) this.#tell({ kind: "begin-work" });
    if (this.#disturbance) this.#tell({ kind: "disturb", disturbance: this.#disturbance });
    this.#facts.onChange();
  }

  #crash(): void {
    if (!this.#child) return;
    this.#crashed = true;
    this.#child.kill("SIGKILL");
  }

  #ended(child: ChildProcess): void {
    if (this.#child === child) this.#child = null;
    this.#facts.onChange();
    if (this.#stopping || this.#crashed) return;
    this.#comeback = setTimeout(() => void this.start(), ABSENCE_MS);
  }

  #tell(message: KeeperMessage): void {
    // The process may have gone a moment ago; its exit is handled where it is noticed.
    if (this.#child?.connected) this.#child.send(message, () => undefined);
  }
}
