import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { Fault, isErrno } from "./fault.mjs";

/** A port of 127.0.0.1 that nobody holds now. @returns {Promise<number>} */
export const freePort = () => listenOnce(0, "127.0.0.1");

/**
 * Refuses a port that another process holds.
 * @param {number} port @param {string} host @param {string} setting the variable that chooses the port
 */
export async function requireFreePort(port, host, setting) {
  try {
    await listenOnce(port, host);
  } catch (error) {
    if (isErrno(error, "EADDRINUSE"))
      throw new Fault(`Port ${port} is taken by another program: stop it, or choose another with ${setting}=<port>.`);
    if (isErrno(error, "EACCES"))
      throw new Fault(
        `Port ${port} needs more rights than this user has: choose one above 1024 with ${setting}=<port>.`,
      );
    if (isErrno(error, "EADDRNOTAVAIL"))
      throw new Fault(`This machine has no address ${host}: set HOST to one that it has, or leave it unset.`);
    throw error;
  }
}

/** @param {number} port @param {string} host @returns {Promise<number>} */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

/**
 * A free port that stays the same for as long as it can: what was noted in the file, else another, noted.
 * @param {string} file
 */
export async function steadyPort(file) {
  const noted = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const port = await listenOnce(noted, "127.0.0.1").catch(() => freePort());
  if (port !== noted) writeFileSync(file, String(port));
  return port;
}
