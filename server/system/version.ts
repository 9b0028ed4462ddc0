import { VERSION } from "@/server/platform/version";

export function version(): string {
  return VERSION;
}
