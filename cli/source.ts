import { readFile } from "node:fs/promises";
import { z } from "zod";
import { systemContext } from "@/server/platform/context";
import { createSource, setSource } from "@/server/runs";
import { command, UsageFault } from "./arguments";

const flags = {
  kind: z.enum(["mlflow", "postgres"]),
  name: z.string().min(1),
  url: z.string().optional(),
  urlFile: z.string().optional(),
  environment: z.string().default("default"),
  user: z.string().optional(),
  passwordFile: z.string().optional(),
};
type Given = { [K in keyof typeof flags]: z.output<(typeof flags)[K]> };

/** Addresses with credentials come by file, so that no process list shows them. */
export const sourceCreate = command({
  name: "source create",
  about: "adds a source of figures and prints its id; its address by --url or --url-file",
  flags,
  async run(given) {
    const made = await createSource(await asked(given));
    process.stdout.write(`${made.id}\n`);
  },
});

export const sourceSet = command({
  name: "source set",
  about: "adds a source, or gives the one of that kind, name and environment its present address",
  flags,
  async run(given) {
    const made = await setSource(await asked(given));
    process.stdout.write(`${made.id}\n`);
  },
});

async function asked({ kind, name, url, urlFile, environment, user, passwordFile }: Given) {
  const address = urlFile === undefined ? url : await contentOf(urlFile);
  if (address === undefined) throw new UsageFault("--url or --url-file is needed");
  const password = passwordFile === undefined ? {} : { password: await contentOf(passwordFile) };
  const credentials = { ...(user === undefined ? {} : { user }), ...password };
  const input = { kind, name, url: address, environment, options: {}, enabled: true, ...credentials };
  return { ctx: systemContext("muster command line"), input };
}

async function contentOf(path: string): Promise<string> {
  return (await readFile(path, "utf8")).trim();
}
