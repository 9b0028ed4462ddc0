import { z } from "zod";
import {
  count,
  done,
  idParams,
  instant,
  instantIn,
  listOf,
  operation,
  page,
  pageQuery,
  words,
} from "@/server/platform/contract";

const role = z.enum(["viewer", "operator", "admin"]);
const email = z.email().max(254);
/** Length is what makes a password hard to guess; a cap keeps hashing cheap. */
const newPassword = z.string().min(12, "must have 12 characters or more").max(256);

const user = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  disabledAt: instant.nullable(),
  lastSignInAt: instant.nullable(),
  failedSignIns: count,
  openSessions: count,
  createdAt: instant,
});

const session = z.object({
  id: z.string(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  current: z.boolean(),
});

const token = z.object({
  id: z.string(),
  kind: z.enum(["api", "agent"]),
  name: z.string(),
  role: role.nullable(),
  environment: z.string().nullable(),
  networks: z.array(z.string()),
  maxAgents: z.number().nullable(),
  prefix: z.string(),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});

const oneTimeLink = z.object({ url: z.string(), expiresAt: instant });
const tokenName = { name: words(120), expiresAt: instantIn.optional() };
const userId = idParams;

export const contract = {
  listUsers: operation({
    id: "listUsers",
    method: "GET",
    path: "/api/users",
    access: "admin",
    summary: "List users",
    query: z.strictObject(pageQuery),
    out: page(user),
  }),
  createUser: operation({
    id: "createUser",
    method: "POST",
    path: "/api/users",
    access: "admin",
    summary: "Add a user",
    body: z.strictObject({ email, name: words(120), role, password: newPassword.optional() }),
    out: z.object({ user, link: oneTimeLink.nullable() }),
    status: 201,
  }),
  updateUser: operation({
    id: "updateUser",
    method: "PATCH",
    path: "/api/users/{id}",
    access: "admin",
    summary: "Change a user's name or role, disable or enable",
    params: userId,
    body: z.strictObject({ name: words(120).optional(), role: role.optional(), disabled: z.boolean().optional() }),
    out: user,
  }),
  resetUser: operation({
    id: "resetUser",
    method: "POST",
    path: "/api/users/{id}/reset",
    access: "admin",
    summary: "Make a link with which a user sets a new password",
    params: userId,
    out: oneTimeLink,
  }),
  listUserSessions: operation({
    id: "listUserSessions",
    method: "GET",
    path: "/api/users/{id}/sessions",
    access: "admin",
    summary: "List a user's open sessions",
    params: userId,
    out: page(session),
  }),
  revokeUserSessions: operation({
    id: "revokeUserSessions",
    method: "DELETE",
    path: "/api/users/{id}/sessions",
    access: "admin",
    summary: "End all sessions of a user",
    params: userId,
    out: done,
  }),
  listTokens: operation({
    id: "listTokens",
    method: "GET",
    path: "/api/tokens",
    access: "admin",
    summary: "List tokens",
    query: z.strictObject({
      ...pageQuery,
      kind: z.enum(["api", "agent"]).optional(),
      revoked: z.stringbool().default(false),
    }),
    out: page(token),
  }),
  createToken: operation({
    id: "createToken",
    method: "POST",
    path: "/api/tokens",
    access: "admin",
    summary: "Make a token; it is shown once",
    body: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("api"), ...tokenName, role }),
      z.strictObject({
        kind: z.literal("agent"),
        ...tokenName,
        environment: words(64),
        networks: listOf(z.union([z.cidrv4(), z.cidrv6()])).default([]),
        maxAgents: z.number().int().min(1).max(1_000_000).optional(),
      }),
    ]),
    out: z.object({ token: z.string(), item: token }),
    status: 201,
  }),
  revokeToken: operation({
    id: "revokeToken",
    method: "DELETE",
    path: "/api/tokens/{id}",
    access: "admin",
    summary: "Revoke a token",
    params: idParams,
    out: done,
  }),
  getMe: operation({
    id: "getMe",
    method: "GET",
    path: "/api/me",
    access: "viewer",
    summary: "Who I am",
    out: z.object({
      kind: z.enum(["user", "token"]),
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      role,
    }),
  }),
  updateMe: operation({
    id: "updateMe",
    method: "PATCH",
    path: "/api/me",
    access: "self",
    summary: "Change my name",
    body: z.strictObject({ name: words(120) }),
    out: done,
  }),
  changeMyPassword: operation({
    id: "changeMyPassword",
    method: "POST",
    path: "/api/me/password",
    access: "self",
    summary: "Change my password; my other sessions end",
    body: z.strictObject({ current: z.string().max(256), next: newPassword }),
    out: done,
  }),
  listMySessions: operation({
    id: "listMySessions",
    method: "GET",
    path: "/api/me/sessions",
    access: "self",
    summary: "List my open sessions",
    out: page(session),
  }),
  revokeMySession: operation({
    id: "revokeMySession",
    method: "DELETE",
    path: "/api/me/sessions/{id}",
    access: "self",
    summary: "End one of my sessions",
    params: idParams,
    out: done,
  }),
  redeemLink: operation({
    id: "redeemLink",
    method: "POST",
    path: "/api/set-password",
    access: "public",
    summary: "Set a password, or the first admin, with a one-time link",
    body: z.strictObject({
      link: z.string().max(128),
      password: newPassword,
      email: email.optional(),
      name: words(120).optional(),
    }),
    out: z.object({ email: z.string() }),
  }),
};
