import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { env } from "@/server/platform/env";

export type Log = pino.Logger;

const SECRET_PATHS = ["password", "token", "authorization", "cookie", "*.password", "*.token", "*.authorization"];

let root: Log | null = null;

/** JSON lines to stdout or to the file of LOG_DESTINATION; secrets are blanked by key. */
export function log(): Log {
  root ??= pino({ level: env().logLevel, redact: SECRET_PATHS, base: { role: env().role } }, destination());
  return root;
}

function destination(): pino.DestinationStream {
  const target = env().logDestination;
  if (target === "stdout") return env().logFormat === "text" ? lineWriter() : pino.destination(1);
  const path = fileURLToPath(target);
  mkdirSync(dirname(path), { recursive: true });
  return pino.destination({ dest: path, sync: false });
}

function lineWriter(): pino.DestinationStream {
  return {
    write(line: string) {
      const { time, level, msg, role, pid: _pid, hostname: _hostname, ...rest } = JSON.parse(line);
      const extra = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : "";
      const name = pino.levels.labels[level] ?? "info";
      process.stdout.write(`${new Date(time).toISOString()} ${name.padEnd(5)} ${role ?? ""} ${msg ?? ""}${extra}\n`);
    },
  };
}
