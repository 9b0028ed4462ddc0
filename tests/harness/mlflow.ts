import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mlflowPython } from "@/scripts/lib/mlflow-environment.mjs";
import { startMlflow } from "@/scripts/lib/mlflow-server.mjs";
import { freePort } from "@/scripts/lib/ports.mjs";
import { emptyDatabase } from "./databases";

export type TestMlflow = {
  url: string;
  /** The Python of its environment, which has MLflow's own client. */
  python: string;
  /** Its backend store, for plain SQL on the same data. */
  databaseUrl: string;
  stop: () => Promise<void>;
};

/** A real MLflow server on a database of its own in the tests' Postgres, on a free port. */
export async function startTestMlflow(): Promise<TestMlflow> {
  const python = await mlflowPython();
  const database = await emptyDatabase();
  const folder = mkdtempSync(join(tmpdir(), "muster-mlflow-"));
  const server = await startMlflow({ python, folder, databaseUrl: database.url, port: await freePort() });
  const stop = async () => {
    await server.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: server.url, python, databaseUrl: database.url, stop };
}
