import { setTimeout as delay } from "node:timers/promises";
import { AgentSlot } from "./agent-slot";
import { type BackfillProgress, backfill } from "./backfill";
import { type DisturbanceAt, planDisturbances } from "./disturbances";
import { Orchestrator } from "./orchestrator";
import { registryAnswers } from "./presence";
import { roster } from "./roster";
import type { Settings } from "./settings";
import { writeState } from "./state-file";
import { WorkflowDatabase } from "./workflow-database";

const TICK_MS = 1_000;
const BETWEEN_STARTS_MS = 100;
const PATIENCE_MS = 3_000;
const PROGRESS_EVERY_MS = 2_000;

/** Keeps the fleet: one process an agent, the schedule that disturbs some of them, and the past that was never lived. */
export class Keeper {
  readonly #settings: Settings;
  readonly #slots: AgentSlot[];
  readonly #plans: Map<string, DisturbanceAt>;
  readonly #stopped = new AbortController();
  #progress: BackfillProgress = { done: 0, total: 0 };
  #reportedAt = 0;
  #clock: NodeJS.Timeout | null = null;
  #orchestrator: Orchestrator | null = null;

  constructor(settings: Settings, program: string) {
    const agents = roster(settings.seed);
    this.#settings = settings;
    this.#plans = planDisturbances(settings.seed, agents);
    const ready = () => registryAnswers(settings.registryUrl, this.#stopped.signal);
    this.#slots = agents.map((agent) => new AgentSlot({ agent, program, ready, onChange: () => this.#writeState() }));
  }

  async start(): Promise<void> {
    const database = new WorkflowDatabase(this.#settings.workflowDatabaseUrl);
    await database.createTables();
    await this.#startAgents();
    await backfill(this.#settings, database, (progress) => this.#report(progress));
    await database.close();
    if (this.#stopped.signal.aborted) return;
    this.#writeState();
    console.log("backfill done");
    this.#letWork();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    if (this.#clock) clearInterval(this.#clock);
    await Promise.all([this.#orchestrator?.stop(), ...this.#slots.map((slot) => slot.stop(PATIENCE_MS))]);
  }

  async #startAgents(): Promise<void> {
    console.log(`starting ${this.#slots.length} agents`);
    for (const slot of this.#slots) {
      await slot.start();
      await delay(BETWEEN_STARTS_MS);
    }
    if (this.#stopped.signal.aborted) return;
    this.#orchestrator = await Orchestrator.start(this.#settings, this.#slots.length);
  }

  /** Only after the past is written: then both sources hold it before the first execution of the present. */
  #letWork(): void {
    for (const slot of this.#slots) slot.beginWork();
    const begun = Date.now();
    this.#clock = setInterval(() => {
      for (const slot of this.#slots) {
        const plan = this.#plans.get(slot.agent.agentId);
        if (plan) slot.disturb(plan(Date.now() - begun));
      }
    }, TICK_MS);
  }

  #report(progress: BackfillProgress): void {
    this.#progress = progress;
    if (progress.total === 0 || Date.now() - this.#reportedAt < PROGRESS_EVERY_MS) return;
    this.#reportedAt = Date.now();
    console.log(`backfill ${progress.done} of ${progress.total}`);
    this.#writeState();
  }

  #writeState(): void {
    const agents = this.#slots.map((slot) => ({
      agentId: slot.agent.agentId,
      ...slot.process,
      peace: slot.agent.peace,
    }));
    writeState(this.#settings.stateFile, { agents, backfill: this.#progress });
  }
}
