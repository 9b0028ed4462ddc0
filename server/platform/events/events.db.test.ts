import { expect, test } from "vitest";
import { inTransaction, pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { hub, stopHub } from "./hub";
import { type MusterEvent, notify } from "./notify";
import { eventStream } from "./stream";

type Heard = MusterEvent | "resync";

/** Collects until `enough` says so. */
async function hear(enough: (heard: Heard[]) => boolean, act: () => Promise<unknown>): Promise<Heard[]> {
  const heard: Heard[] = [];
  let done: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    done = resolve;
  });
  const leave = await hub().subscribe((event) => {
    heard.push(event);
    if (enough(heard)) done();
  });
  await act();
  await finished;
  leave();
  return heard;
}

test("an event is heard after its transaction commits, never before", async () => {
  const id = newId();
  const order: string[] = [];
  await hear(
    (heard) => heard.some((event) => event !== "resync" && event.ids.includes(id)) && order.push("heard") > 0,
    async () => {
      await inTransaction(async (client) => {
        await notify(client, "agent", [id]);
        await pool().query("SELECT 1");
        order.push("open");
      });
    },
  );
  expect(order[0]).toBe("open");
});

test("many ids become none, which means read anew", async () => {
  const ids = Array.from({ length: 101 }, () => newId());
  const heard = await hear(
    (events) => events.length > 0,
    () => notify(pool(), "incident", ids),
  );
  expect(heard).toEqual([{ kind: "incident", ids: [] }]);
});

test("after a lost connection the listener is told to read anew", async () => {
  const heard = await hear(
    (events) => events.includes("resync"),
    () =>
      pool().query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
      ),
  );
  expect(heard).toEqual(["resync"]);
});

test("a stream carries events, and ends for one who may no longer listen", async () => {
  let allowed = true;
  const response = eventStream(new AbortController().signal, async () => allowed);
  const reader = response.body?.getReader();
  const text: string[] = [];
  const reading = (async () => {
    for (;;) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return;
      text.push(new TextDecoder().decode(chunk.value));
      if (text.some((frame) => frame.includes("resync"))) await act();
    }
  })();
  let acted = false;
  async function act() {
    if (acted) return;
    acted = true;
    await notify(pool(), "agent", ["a1"]);
    allowed = false;
    await notify(pool(), "session");
  }
  await reading;
  expect(text.join("")).toContain('event: agent\ndata: {"id":"a1","ids":["a1"]}');
  await stopHub();
});
