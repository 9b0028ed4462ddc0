import { defineSource, type SyncSession } from "@/server/runs/sources/define-source";
import { withConnection } from "./connect";
import { openTables, readHead, readOpenAndSettling } from "./read-rows";
import { sweep } from "./sweep";
import { testPostgres } from "./test";
import { parsePostgresUrl } from "./url";

export const postgres = defineSource({ kind: "postgres", parseUrl: parsePostgresUrl, test: testPostgres, sync });

async function sync(session: SyncSession): Promise<void> {
  await withConnection(session.address, session.signal, async (client) => {
    const reader = await openTables(session, client);
    await readHead(reader);
    await readOpenAndSettling(reader);
    await sweep(reader);
  });
}
