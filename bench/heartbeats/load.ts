import autocannon from "autocannon";
import { z } from "zod";

const settings = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  ids: z.array(z.string()),
  connections: z.number(),
  seconds: z.number(),
});

/** Heartbeats as fast as they are answered. Each connection beats for agents of its own, so that nobody waits for a row. */
export async function generateLoad(given: unknown): Promise<void> {
  const { url, headers, ids, connections, seconds } = settings.parse(given);
  let started = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    setupClient(client) {
      const mine = started++;
      const own = ids.filter((_, index) => index % connections === mine % connections);
      client.setRequests(own.map((id) => ({ method: "POST", path: `/agents/${id}/heartbeat`, headers })));
    },
  });
  const counts = {
    accepted: result["2xx"],
    failed: result.non2xx + result.errors + result.timeouts,
    tookMs: result.finish.getTime() - result.start.getTime(),
  };
  process.stdout.write(JSON.stringify(counts));
}
