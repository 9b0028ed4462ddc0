import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "@/scripts/lib/bundle.mjs";

export type RoleProcess = { child: ChildProcess; pid: number; ended: Promise<number | null> };

/** Bundles the worker as the build does; answers the file and how to remove it. */
export async function bundleWorker(): Promise<{ file: string; remove: () => void }> {
  const cache = join(process.cwd(), "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "worker-under-test-"));
  await bundle({ worker: join(process.cwd(), "worker/main.ts") }, folder);
  return { file: join(folder, "worker.mjs"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts a real worker on the test file's database. Its log goes to this process's standard error. */
export function startWorkerProcess(file: string): RoleProcess {
  const env = {
    ...process.env,
    MUSTER_FLEET_NETWORKS: "127.0.0.1/32",
    LOG_LEVEL: "error",
    NODE_ENV: "production" as const,
  };
  return follow(
    spawn(process.execPath, ["--enable-source-maps", file], { env, stdio: ["ignore", "ignore", "inherit"] }),
  );
}

/** An agent that is a process of its own and can be killed. Answers its health page on the port it prints. */
export async function startAgentProcess(): Promise<RoleProcess & { port: number }> {
  const agent = follow(
    spawn(process.execPath, ["--input-type=module", "-e", AGENT], { stdio: ["ignore", "pipe", "inherit"] }),
  );
  const port = await new Promise<number>((resolve) => {
    agent.child.stdout?.once("data", (line: Buffer) => resolve(Number(line.toString())));
  });
  return { ...agent, port };
}

const AGENT = `
import http from "node:http";
const server = http.createServer((_, response) => response.end('{"status":"healthy"}'));
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

function follow(child: ChildProcess): RoleProcess {
  if (child.pid === undefined) throw new Error("the process did not start");
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, pid: child.pid, ended };
}
