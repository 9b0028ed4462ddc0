/** Runs once when the web role starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env.NEXT_PHASE !== "phase-production-build") {
    const { startWeb } = await import("@/server/system");
    await startWeb();
  }
}
