import { withSecretFile } from "./data-folder.mjs";
import { onDatabase } from "./embedded-database.mjs";
import { refuseOtherEngines } from "./migrate.mjs";
import { muster, ownDatabase, prepareGround, startCluster, startRoles } from "./system.mjs";

/** The three roles, on the embedded Postgres or on DATABASE_URL. @param {import("./system.mjs").Keeper} keeper */
export async function up(keeper) {
  if (process.env.DATABASE_URL) refuseOtherEngines(process.env.DATABASE_URL);
  const ground = await prepareGround();
  const databaseUrl = process.env.DATABASE_URL || (await ownDatabase(await startCluster(ground, keeper)));
  const system = await startRoles(ground, { databaseUrl }, keeper);
  const signIn = await firstAdmin(system);
  console.log(`
Muster runs:      ${system.url}
Agents register:  ${system.registryUrl}
${signIn}
Logs:             ${ground.folder}/logs
Stop it:          Ctrl-C
`);
}

/** The first admin by settings, else by a link that works once; nothing once there is a user. @param {Awaited<ReturnType<typeof startRoles>>} system */
async function firstAdmin(system) {
  if (await hasUsers(system.databaseUrl))
    return "Sign in:          with your account (a lost one: npm run muster -- user reset --email …)";
  const email = process.env.MUSTER_ADMIN_EMAIL;
  const password = process.env.MUSTER_ADMIN_PASSWORD;
  if (!email || !password) return `First admin:      ${await muster(system, ["set-up-link"])}`;
  await createUser(system, { email, password, role: "admin" });
  return `Sign in:          ${email} with MUSTER_ADMIN_PASSWORD`;
}

/** @param {string} databaseUrl */
const hasUsers = (databaseUrl) =>
  onDatabase(databaseUrl, async (client) => (await client.query("SELECT 1 FROM app_user LIMIT 1")).rows.length > 0);

/** @param {Parameters<typeof muster>[0]} system @param {{ email: string, password: string, role: string }} user */
export function createUser(system, { email, password, role }) {
  const words = ["user", "create", "--email", email, "--role", role];
  return withSecretFile(system.folder, password, (file) => muster(system, [...words, "--password-file", file]));
}
