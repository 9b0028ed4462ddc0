import { pool } from "@/server/platform/db";

/** What is kept no longer than its use, a statement each. The audit trail is never among it. */
const FORGOTTEN = [
  `DELETE FROM rate_limit WHERE updated_at < now() - interval '1 day'`,
  `DELETE FROM one_time_link WHERE expires_at < now() - interval '30 days'`,
  `DELETE FROM user_session WHERE coalesce(revoked_at, expires_at) < now() - interval '30 days'`,
  `DELETE FROM role_instance WHERE seen_at < now() - interval '1 day'`,
  `DELETE FROM sync_page WHERE at < now() - interval '7 days'`,
  `DELETE FROM probe_slot WHERE slot < now() - interval '14 days'`,
  `DELETE FROM registration WHERE state = 'pending' AND last_at < now() - interval '1 day'`,
];

export async function runHousekeep(): Promise<void> {
  for (const statement of FORGOTTEN) await pool().query(statement);
}
