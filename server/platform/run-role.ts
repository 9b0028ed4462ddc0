import { EnvFault, env, setRole } from "@/server/platform/env";
import { log } from "@/server/platform/log";

const GRACE_MS = 10_000;

interface Role {
  started: { stop(signal?: AbortSignal): Promise<void> }[];
  /** Closed after all that was started: the pools that the rest stands on. */
  last: () => Promise<void>;
}

/**
 * Starts a role and stops it on SIGTERM or SIGINT: what was started stops in reverse, then the pools close,
 * then exit 0 within the grace. A second signal, or the end of the grace, ends it at once.
 */
export async function runRole(name: "registry" | "worker", start: () => Promise<Role>): Promise<void> {
  setRole(name);
  refuseFaultySettings();
  const role = await start();
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void stopRole(role);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function refuseFaultySettings(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvFault)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function stopRole({ started, last }: Role): Promise<void> {
  const grace = AbortSignal.timeout(GRACE_MS);
  grace.addEventListener("abort", () => {
    log().error("the grace ended before everything had stopped");
    process.exit(1);
  });
  for (const part of [...started].reverse())
    await part.stop(grace).catch((error: unknown) => log().error({ err: error }, "a part did not stop well"));
  await last();
  process.exit(0);
}
