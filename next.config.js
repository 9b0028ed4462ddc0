import { fileURLToPath } from "node:url";

/** @type {import('next').NextConfig} */
export default {
  output: "standalone",
  // A build for a test or a demo goes to a folder of its own, so that it never disturbs a server that is running.
  distDir: process.env.MUSTER_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
  serverExternalPackages: [
    "pg",
    "@node-rs/argon2",
    "graphile-worker",
    "pino",
    "undici",
    "prom-client",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
  experimental: { proxyClientMaxBodySize: "12mb" },
};
