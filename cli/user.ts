import { z } from "zod";
import { createUser, listUsers, resetUser } from "@/server/auth";
import { systemContext } from "@/server/platform/context";
import { notFound } from "@/server/platform/errors";
import { command } from "./arguments";

const ctx = () => systemContext("muster command line");

export const userCreate = command({
  name: "user create",
  about: "adds a user; with --password-file takes the password from it, else prints a link that sets one",
  flags: {
    email: z.email(),
    name: z.string().min(1).optional(),
    role: z.enum(["viewer", "operator", "admin"]),
    passwordFile: z.string().optional(),
  },
  async run({ email, name, role, passwordFile }) {
    const password = passwordFile === undefined ? {} : { password: await readSecretFile(passwordFile) };
    const made = await createUser({ ctx: ctx(), input: { email, name: name ?? email, role, ...password } });
    process.stdout.write(`${made.link?.url ?? made.user.id}\n`);
  },
});

export const userReset = command({
  name: "user reset",
  about: "prints a link with which a user sets a new password",
  flags: { email: z.email() },
  async run({ email }) {
    const user = await findUser(email);
    const link = await resetUser({ ctx: ctx(), input: { id: user.id } });
    process.stdout.write(`${link.url}\n`);
  },
});

async function findUser(email: string): Promise<{ id: string }> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listUsers({ ctx: ctx(), input: { limit: 200, ...(cursor ? { cursor } : {}) } });
    const found = items.find((user) => user.email.toLowerCase() === email.toLowerCase());
    if (found) return found;
    cursor = nextCursor ?? undefined;
  } while (cursor);
  throw notFound(`The user ${email}`);
}

async function readSecretFile(path: string): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  return (await readFile(path, "utf8")).trim();
}
