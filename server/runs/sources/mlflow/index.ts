import { defineSource, type SyncSession } from "@/server/runs/sources/define-source";
import { SourceFault } from "@/server/runs/sources/source-fault";
import { readRuns } from "./read-runs";
import { readTraces } from "./read-traces";
import { openReader } from "./reader";
import { sweep } from "./sweep";
import { testMlflow } from "./test";

export const mlflow = defineSource({ kind: "mlflow", parseUrl, test: testMlflow, sync });

async function sync(session: SyncSession): Promise<void> {
  const reader = await openReader(session);
  await readRuns(reader);
  await readTraces(reader);
  await sweep(reader);
}

function parseUrl(text: string) {
  if (!URL.canParse(text)) throw new SourceFault("address", "The URL must look like http://host:5000.");
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new SourceFault("address", "An MLflow URL begins with http:// or https://.");
  const user = url.username === "" ? null : decodeURIComponent(url.username);
  const password = url.password === "" ? null : decodeURIComponent(url.password);
  return { url: url.origin + url.pathname.replace(/\/+$/, ""), user, password };
}
