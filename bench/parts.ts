import { generateLoad } from "./heartbeats/load";
import { serveRival } from "./heartbeats/rival";

/** What a bench runs in processes of their own, started as `bench part NAME JSON`: a line a part. */
export const PARTS: Readonly<Record<string, (settings: unknown) => Promise<void>>> = {
  "heartbeats-load": generateLoad,
  "heartbeats-rival": serveRival,
};
