import { EnvFault, env } from "@/server/platform/env";
import { stopHub } from "@/server/platform/events";
import { stampPeers } from "@/server/platform/identity";
import { log } from "@/server/platform/log";
import { type Started, startRoleInstance } from "@/server/platform/role-instance";

const RETRY_MS = 2_000;

/** Settings are judged before the first request. On SIGTERM open streams end, or the server would wait for them for ever. */
export async function startWeb(): Promise<void> {
  refuseFaultySettings();
  stampPeers();
  let instance: Started | null = null;
  const begin = () => {
    startRoleInstance("web").then(
      (started) => {
        instance = started;
      },
      (error: unknown) => {
        log().warn({ err: error }, "the database is away; this process is not listed yet");
        setTimeout(begin, RETRY_MS).unref();
      },
    );
  };
  begin();
  const stop = () => {
    void stopHub();
    instance?.stop().catch((error: unknown) => log().warn({ err: error }, "this process could not take its leave"));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
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
