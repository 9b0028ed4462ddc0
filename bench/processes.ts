import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface Part {
  child: ChildProcess;
  stop(): Promise<void>;
}

/** A bundle of ours as a process; what it says on standard error is passed on. */
export function start(dist: string, bundle: string, args: readonly string[], env: Record<string, string> = {}): Part {
  const child = spawn(process.execPath, [join(dist, bundle), ...args], {
    env: { ...process.env, NODE_ENV: "production", TZ: "UTC", LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  return {
    child,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Runs one of our parts to its end; answers what it printed, as JSON. */
export async function runPart(dist: string, name: string, settings: unknown): Promise<unknown> {
  const { child } = start(dist, "bench.mjs", ["part", name, JSON.stringify(settings)]);
  let printed = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    printed += chunk.toString("utf8");
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the part ${name} ended with ${code}`);
  return JSON.parse(printed);
}

/** Resolves once the address answers. */
export async function answering(url: string, part: Part): Promise<void> {
  while (part.child.exitCode === null) {
    const response = await fetch(url).catch(() => null);
    if (response) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`what should answer at ${url} ended with ${part.child.exitCode}`);
}
