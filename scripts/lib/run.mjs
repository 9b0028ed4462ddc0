import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

/** What every tool is started with: none of them may phone home, and Prisma must not look for its native engine. */
export const toolEnv = () => ({
  ...process.env,
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  TZ: "UTC",
});

const everything = new AbortController();

/** Ends all programs that run, and those that would be run later. */
export const endPrograms = () => everything.abort();

/**
 * Runs a program to its end.
 * @param {string} command @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, show?: boolean, signal?: AbortSignal, input?: string }} [options]
 *   `show` passes its output on while it runs
 * @returns {Promise<{ code: number, output: string, stdout: string }>} code 127 when the program does not exist
 */
export function run(
  command,
  args,
  { env = toolEnv(), cwd = root, show = false, signal = everything.signal, input } = {},
) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, signal, killSignal: "SIGTERM", stdio: ["pipe", "pipe", "pipe"] });
    let output = "";
    let stdout = "";
    const take = (/** @type {string} */ text, /** @type {NodeJS.WriteStream} */ stream) => {
      output += text;
      if (show) stream.write(text);
    };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      take(text, process.stdout);
    });
    child.stderr.setEncoding("utf8").on("data", (text) => take(text, process.stderr));
    child.stdin.on("error", () => {}); // a program that does not read its input closes the pipe
    child.stdin.end(input ?? "");
    child.once("error", (error) =>
      "code" in error && error.code === "ENOENT"
        ? resolve({ code: 127, output: error.message, stdout })
        : reject(error),
    );
    child.once("close", (code) => resolve({ code: code ?? 1, output, stdout }));
  });
}

/** Runs a Node program to its end. @param {string[]} args @param {Parameters<typeof run>[2]} [options] */
export const runNode = (args, options) => run(process.execPath, args, options);

/** Like runNode, but a failure is an error that holds the whole output. @param {string[]} args @param {Parameters<typeof run>[2]} [options] */
export async function mustRunNode(args, options) {
  const result = await runNode(args, options);
  if (result.code !== 0) throw new Error(`${args.join(" ")} ended with ${result.code}\n${result.output}`);
  return result;
}
