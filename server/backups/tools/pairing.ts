/** A major release of Postgres, such as 15. */
export type Major = number;

/** How pg_restore brings an archive in: by itself, or as SQL through a filter into psql. */
export type LoadRoute = "direct" | "without-transaction-timeout";

export type RestorePairing = { tool: Major; route: LoadRoute };

/** pg_restore from this major on sets `transaction_timeout`, which older servers refuse. */
const FIRST_WITH_TRANSACTION_TIMEOUT: Major = 17;

function emitsUnknownSetting(tool: Major, server: Major): boolean {
  return tool >= FIRST_WITH_TRANSACTION_TIMEOUT && server < FIRST_WITH_TRANSACTION_TIMEOUT;
}

/** The nearest major from `floor` on: so tools 16 come before 17 for a server up to 16. */
function nearestFrom(floor: Major, installed: readonly Major[]): Major | null {
  const usable = installed.filter((major) => major >= floor);
  return usable.length > 0 ? Math.min(...usable) : null;
}

/**
 * The major of pg_dump to use for a server, or null when none installed can: an older pg_dump
 * refuses a newer server.
 */
export function pairDump(server: Major, installed: readonly Major[]): Major | null {
  return nearestFrom(server, installed);
}

/**
 * The major of pg_restore to use and how, or null when none installed can: an older pg_restore
 * does not read the archive of a newer pg_dump. Says nothing of whether the source's
 * schema suits the server; see `loadsInto`.
 */
export function pairRestore(server: Major, dumpedBy: Major, installed: readonly Major[]): RestorePairing | null {
  const tool = nearestFrom(Math.max(server, dumpedBy), installed);
  if (tool === null) return null;
  const route = emitsUnknownSetting(tool, server) ? "without-transaction-timeout" : "direct";
  return { tool, route };
}

/** Whether a database of one major may be restored into a server of another: never backwards. */
export function loadsInto(source: Major, server: Major): boolean {
  return source <= server;
}
