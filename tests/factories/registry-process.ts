import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { bundle } from "@/scripts/lib/bundle.mjs";
import { freePort } from "@/scripts/lib/ports.mjs";

/** Bundles the registry as the build does; answers the file and how to remove it. */
export async function bundleRegistry(): Promise<{ file: string; remove: () => void }> {
  const cache = join(process.cwd(), "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "registry-under-test-"));
  await bundle({ registry: join(process.cwd(), "registry/main.ts") }, folder);
  return { file: join(folder, "registry.mjs"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface RegistryProcess {
  child: ChildProcess;
  port: number;
  /** The exit code, or null when a signal ended it. */
  ended: Promise<number | null>;
}

/** A real registry on the test file's database that takes requests. */
export async function startRegistryProcess(file: string): Promise<RegistryProcess> {
  const port = await freePort();
  const env = {
    ...process.env,
    HOST: "127.0.0.1",
    REGISTRY_PORT: String(port),
    LOG_LEVEL: "info",
    NODE_ENV: "production" as const,
  };
  const child = spawn(process.execPath, ["--enable-source-maps", file], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (line: Buffer) => line.includes("the registry listens") && resolve());
    child.once("exit", (code) => reject(new Error(`the registry ended with ${code}`)));
  });
  return { child, port, ended };
}

export interface Flood {
  /** Beats that were answered with 200, by id. */
  accepted: Map<string, number>;
  total: () => number;
  /** Resolves when every agent met an answer other than 200 or a broken connection. */
  over: Promise<void>;
}

/** Each id beats on a connection of its own as fast as it is answered, over the given ports in turn. */
export function flood(ports: readonly number[], ids: readonly string[], token: string, signal: AbortSignal): Flood {
  const accepted = new Map(ids.map((id) => [id, 0]));
  const beatUntilOver = async (id: string, port: number) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (!signal.aborted && (await beat(port, id, token, agent)) === 200)
      accepted.set(id, (accepted.get(id) ?? 0) + 1);
    agent.destroy();
  };
  const all = ids.flatMap((id) => ports.map((port) => beatUntilOver(id, port)));
  const total = () => [...accepted.values()].reduce((sum, n) => sum + n, 0);
  return { accepted, total, over: Promise.all(all).then(() => undefined) };
}

/** The status, or null when the connection broke before an answer. */
function beat(port: number, id: string, token: string, agent: http.Agent): Promise<number | null> {
  const headers = { authorization: `Bearer ${token}`, "content-length": "0" };
  const options = { host: "127.0.0.1", port, method: "POST", path: `/agents/${id}/heartbeat`, headers, agent };
  return new Promise((resolve) => {
    const request = http.request(options, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? null));
      response.once("error", () => resolve(null));
    });
    request.once("error", () => resolve(null));
    request.end();
  });
}
