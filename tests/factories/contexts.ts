import type { Ctx } from "@/server/platform/context";
import { newId } from "@/server/platform/ids";

/** An operator with a token, as a route would hand one to a verb. */
export function operatorContext(name = "olga"): Ctx {
  return { actor: { kind: "token", id: newId(), name, role: "operator" }, requestId: newId(), ip: "10.0.0.1" };
}
