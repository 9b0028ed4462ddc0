import { z } from "zod";

type Flags = Record<string, z.ZodType>;

/** One verb of the command line. Flags are `--kebab-case value`; a boolean flag takes no value. */
export interface Command<F extends Flags = Flags> {
  /** One or two words: `token create`. */
  name: string;
  about: string;
  flags: F;
  run(flags: { [K in keyof F]: z.output<F[K]> }): Promise<void>;
}

export class UsageFault extends Error {}

/** Keeps the type of each flag; the list of commands is uniform. */
export function command<F extends Flags>(definition: Command<F>): Command {
  return definition as unknown as Command;
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Throws UsageFault naming every fault. */
export function parseArguments(words: string[], flags: Flags): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  const faults: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word = "", inline] = splitOnce(words[at] ?? "");
    const name = camel(word.replace(/^--/, ""));
    if (!word.startsWith("--") || !(name in flags)) {
      faults.push(`unknown word “${word}”`);
      continue;
    }
    const next = words[at + 1];
    const takesNext = inline === undefined && next !== undefined && !next.startsWith("--");
    given[name] = inline ?? (takesNext ? next : true);
    if (takesNext) at += 1;
  }
  const result = z.object(flags).safeParse(given);
  if (!result.success)
    faults.push(...result.error.issues.map((issue) => `--${kebab(issue.path.join("."))}: ${issue.message}`));
  if (!result.success || faults.length > 0) throw new UsageFault(faults.join("\n"));
  return result.data;
}

function splitOnce(word: string): [string, string | undefined] {
  const at = word.startsWith("--") ? word.indexOf("=") : -1;
  return at === -1 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

export function helpText(commands: readonly Command[]): string {
  const lines = commands.map(({ name, about, flags }) => {
    const words = Object.keys(flags).map((flag) => `--${kebab(flag)}`);
    return `  muster ${[name, ...words].join(" ")}\n      ${about}`;
  });
  return `Usage:\n${lines.join("\n")}\n`;
}
