import type { Disturbance } from "./disturbances";
import { isObject } from "./json";

/** What the keeper tells an agent's process. */
export type KeeperMessage =
  | { kind: "disturb"; disturbance: Disturbance | null }
  | { kind: "begin-work" }
  | { kind: "stop" };

/** What an agent's process tells the keeper. */
export type AgentMessage = { kind: "listening"; port: number };

/** Our own processes are the only ones on this channel, so the kind decides the shape. */
export function isKeeperMessage(message: unknown): message is KeeperMessage {
  return isObject(message) && ["disturb", "begin-work", "stop"].includes(String(message.kind));
}

export function isAgentMessage(message: unknown): message is AgentMessage {
  return isObject(message) && message.kind === "listening" && typeof message.port === "number";
}
