import { SourceFault } from "@/server/runs/sources/source-fault";

const SCHEME = /^(postgres|postgresql)(\+[a-z0-9]+)?:\/\//;

/** Takes the spellings of the runtime (`postgresql+psycopg2://…`); answers the plain URL and the credentials apart. */
export function parsePostgresUrl(text: string) {
  if (text.startsWith("sqlite"))
    throw new SourceFault("address", "SQLite workflow databases cannot be read yet; Postgres ones can.");
  const plain = text.replace(SCHEME, "postgresql://");
  if (!SCHEME.test(text) || !URL.canParse(plain))
    throw new SourceFault("address", "The URL must look like postgresql://host:5432/database.");
  const url = new URL(plain);
  if (url.hostname === "") throw new SourceFault("address", "The URL names no host.");
  if (url.pathname.length < 2) throw new SourceFault("address", "The URL names no database.");
  const user = url.username === "" ? null : decodeURIComponent(url.username);
  const password = url.password === "" ? null : decodeURIComponent(url.password);
  url.username = "";
  url.password = "";
  return { url: url.href, user, password };
}
