import { operations } from "@/components/operations.generated";
import type { Answer } from "@/components/shell/api-client";
import { operationPages, operationQuery } from "@/components/shell/operation-query";
import type { contract as agents } from "@/server/agents/contract";
import type { contract as audit } from "@/server/audit/contract";
import type { contract as auth } from "@/server/auth/contract";
import type { contract as system } from "@/server/system/contract";

export type UserItem = Answer<typeof auth.updateUser>;
export type TokenItem = Answer<typeof auth.listTokens>["items"][number];
export type SessionItem = Answer<typeof auth.listMySessions>["items"][number];
export type EnvironmentItem = Answer<typeof system.updateEnvironment>;
export type AuditItem = Answer<typeof audit.listAudit>["items"][number];
export type AuditAsked = { q?: string; action?: string; actor?: string; from?: string; to?: string };
export type RegistryItem = Answer<typeof agents.listRegistries>["items"][number];

export const meQuery = () => operationQuery<typeof auth.getMe>(operations.getMe);
export const mySessionsQuery = () => operationQuery<typeof auth.listMySessions>(operations.listMySessions);
export const userSessionsQuery = (id: string) =>
  operationQuery<typeof auth.listUserSessions>(operations.listUserSessions, { params: { id } });
export const registriesQuery = () => operationQuery<typeof agents.listRegistries>(operations.listRegistries);
export const userPages = () => operationPages<typeof auth.listUsers>(operations.listUsers);
export const tokenPages = () => operationPages<typeof auth.listTokens>(operations.listTokens);
export const environmentsQuery = () => operationQuery<typeof system.listEnvironments>(operations.listEnvironments);
export const auditPages = (query: AuditAsked) =>
  operationPages<typeof audit.listAudit>(operations.listAudit, { query });
