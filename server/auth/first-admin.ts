import { pool } from "@/server/platform/db";
import { makeLink } from "./one-time-link";
import { countUsers } from "./queries/users";

/** A link with which the first person becomes admin, or null once there is a user. */
export async function firstAdminLink(): Promise<{ url: string; expiresAt: Date } | null> {
  return (await isFirstStart()) ? makeLink(pool(), { purpose: "first-admin" }) : null;
}

export async function isFirstStart(): Promise<boolean> {
  return (await countUsers(pool())) === 0;
}
