import { hash, verify } from "@node-rs/argon2";

/** argon2id with the library's defaults, which follow OWASP: 19 MiB, 2 passes, 1 lane. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

let decoy: Promise<string> | null = null;

/** Takes the same time whether or not the user exists or has a password. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("no one has this password");
  const against = stored ?? (await decoy);
  const matches = await verify(against, password);
  return matches && stored !== null;
}
