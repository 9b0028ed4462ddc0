import { runAgent } from "./agent-process";
import { Keeper } from "./keeper";
import { readSettings } from "./settings";

/** Without arguments the keeper of the whole fleet; `agent <id> <port>` is one of its children. */
async function main([role, agentId, port]: string[], program: string): Promise<void> {
  const settings = readSettings();
  if (role === "agent" && agentId) return runAgent(settings, agentId, Number(port));
  const keeper = new Keeper(settings, program);
  const ended = endOn(keeper);
  try {
    await keeper.start();
  } catch (error) {
    console.error(`fleet: ${error instanceof Error ? error.message : String(error)}`);
    await ended(1);
  }
}

/** Ends with every child on a signal, or when the process that started the fleet has gone. */
function endOn(keeper: Keeper): (code: number) => Promise<void> {
  let ending: Promise<void> | null = null;
  const end = (code: number) => {
    ending ??= keeper.stop().then(() => process.exit(code));
    return ending;
  };
  process.on("SIGTERM", () => void end(0));
  process.on("SIGINT", () => void end(0));
  if (process.connected) process.on("disconnect", () => void end(0));
  return end;
}

main(process.argv.slice(2), process.argv[1] ?? "").catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
