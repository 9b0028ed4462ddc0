import { contract as agents } from "@/server/agents/contract";
import { contract as audit } from "@/server/audit/contract";
import { contract as auth } from "@/server/auth/contract";
import { contract as health } from "@/server/health/contract";
import { contract as overview } from "@/server/overview/contract";
import type { Operation } from "@/server/platform/contract";
import { contract as runs } from "@/server/runs/contract";
import { contract as system } from "@/server/system/contract";

/** Every operation of the API: a line a capability. The OpenAPI document and the browser's list are made from it. */
export const CONTRACTS: Readonly<Record<string, Record<string, Operation>>> = {
  agents,
  audit,
  auth,
  health,
  overview,
  runs,
  system,
};

export function allOperations(): Operation[] {
  return Object.values(CONTRACTS).flatMap((contract) => Object.values(contract));
}
