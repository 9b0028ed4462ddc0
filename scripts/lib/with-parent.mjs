// Loaded before a role: ends it when its supervisor has gone, even by SIGKILL, for then the channel between them closes.
if (process.channel) {
  process.channel.unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
