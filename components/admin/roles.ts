import type { Role } from "@/components/shell/nav";

export const ROLES = [
  { value: "viewer", label: "Viewer: sees everything but users, tokens and audit" },
  { value: "operator", label: "Operator: acts on agents, incidents and checklists" },
  { value: "admin", label: "Admin: changes settings, restores, gives roles" },
] as const;

/** The role of a choice; the list offers no other. */
export function roleOf(value: string): Role {
  return ROLES.find((role) => role.value === value)?.value ?? "viewer";
}
